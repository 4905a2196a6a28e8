package org.multiwanbond.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.left.Framed;
import org.multiwanbond.api.left.Left;
import org.multiwanbond.api.right.Right;
import org.multiwanbond.balancer.greedy.Calm;
import org.multiwanbond.balancer.greedy.Greedy;
import org.multiwanbond.paths.Decent;
import org.multiwanbond.paths.Nosy;
import org.multiwanbond.shell.Peek;
import org.multiwanbond.wire.Busy;

class LayersLawTest {
    private static final Bundle API = Trial.of("org.multiwanbond.api", "base");
    private static final Bundle PATHS = Trial.of("org.multiwanbond.paths", "core");
    private static final Bundle BALANCER = Trial.of("org.multiwanbond.balancer.greedy", "plugin");

    @Test
    void rejectsAPluginThatSeesCore() {
        assertThat(LayersLaw.strangers(BALANCER, Trial.classes(Greedy.class)))
                .isNotEmpty()
                .allMatch(line -> line.contains("org.multiwanbond.engine.Session"));
    }

    @Test
    void rejectsCoreThatSeesCore() {
        assertThat(LayersLaw.strangers(PATHS, Trial.classes(Nosy.class))).isNotEmpty();
    }

    @Test
    void rejectsASurfaceThatSeesCore() {
        Bundle shell = Trial.of("org.multiwanbond.shell", "surface");
        assertThat(LayersLaw.strangers(shell, Trial.classes(Peek.class))).isNotEmpty();
    }

    @Test
    void letsCoreSeeWireAndAPluginSeeTheApi() {
        assertThat(LayersLaw.strangers(PATHS, Trial.classes(Decent.class))).isEmpty();
        assertThat(LayersLaw.strangers(BALANCER, Trial.classes(Calm.class))).isEmpty();
    }

    @Test
    void rejectsAPluginThatSeesWire() {
        Bundle plugin = Trial.of("org.multiwanbond.paths", "plugin");
        assertThat(LayersLaw.strangers(plugin, Trial.classes(Decent.class))).isNotEmpty();
    }

    @Test
    void rejectsAnApiThatNeedsALibrary() {
        assertThat(LayersLaw.foreigners(API, Trial.classes(Framed.class)))
                .singleElement()
                .asString()
                .contains("org.slf4j.Logger");
    }

    @Test
    void rejectsACycleOfApiPackages() {
        assertThat(LayersLaw.cycles(API, Trial.classes(Left.class, Right.class)))
                .singleElement()
                .asString()
                .contains("Cycle detected");
    }

    @Test
    void rejectsAThreadInWire() {
        assertThat(LayersLaw.frameworks(Trial.classes(Busy.class))).isNotEmpty();
    }

    @Test
    void acquitsABundleWithoutClasses() {
        assertThat(LayersLaw.strangers(BALANCER, Trial.classes())).isEmpty();
        assertThat(LayersLaw.cycles(API, Trial.classes())).isEmpty();
        assertThat(LayersLaw.foreigners(API, Trial.classes())).isEmpty();
    }
}
