package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.event.BondEvent;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.status.PathStatus;

/** A bond one of whose links may carry only so much. */
class DataPlansTest {
    private static final long QUOTA_BYTES = 1_000_000;
    /** A datagram of 1 300 octets inside is 1 370 outside; there are two a millisecond. */
    private static final int PACKETS = 2_000;

    private static final long PROBES_BYTES = 10_000;
    /** Twenty from each end on an ACTIVE path, and their answers; paths are looked at once a second. */
    private static final long A_SECOND_OF_PROBES_BYTES = 15_000;

    @TempDir
    Path state;

    private SimBond bond;

    private void establish(DataPlan.Action action) {
        bond = SimBond.established(state, "rate=50mbit delay=10ms", "rate=30mbit delay=25ms");
        bond.loop.runFor(SimBond.MS * 1_500);
        DataPlan plan = new DataPlan(QUOTA_BYTES, DataPlan.Period.DAY, 1, action);
        bond.client.settings(withPlan(bond.clientSettings(), plan));
    }

    private static Settings withPlan(Settings settings, DataPlan plan) {
        WanSettings wan = settings.wans().get(0);
        WanSettings planned = new WanSettings(
                wan.id(),
                wan.name(),
                wan.device(),
                wan.localAddress(),
                wan.role(),
                wan.weight(),
                wan.uploadMbit(),
                wan.downloadMbit(),
                wan.type(),
                wan.server(),
                Optional.of(plan));
        return new Settings(
                settings.bond(),
                settings.identity(),
                List.of(planned, settings.wans().get(1)),
                settings.peers(),
                settings.tunnel());
    }

    private SimFlow up() {
        return new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
    }

    private SimFlow down() {
        return new SimFlow(bond, bond.serverTunnel(), bond.clientTunnel(), "10.99.0.1", "10.99.0.2");
    }

    private LinkStatus link(int index) {
        return bond.status(bond.client).links().get(index);
    }

    private PathStatus path(Engine engine, String wan) {
        return bond.status(engine).sessions().get(0).paths().stream()
                .filter(path -> path.wan().equals(wan))
                .findFirst()
                .orElseThrow();
    }

    private void isOnBothEnds(String wan, PathState expected) {
        assertThat(path(bond.client, wan).state()).isEqualTo(expected);
        assertThat(path(bond.server, wan).state()).isEqualTo(expected);
    }

    private long carried(String wan) {
        PathStatus path = path(bond.client, wan);
        return path.txBytes() + path.rxBytes();
    }

    /** What the link carried, headers of IPv4 and UDP included. */
    private long wire() {
        PathStatus path = path(bond.client, "wan0");
        return path.txBytes() + path.rxBytes() + 28 * (path.txPackets() + path.rxPackets());
    }

    private void useUp() {
        SimFlow flow = up();
        flow.run(PACKETS);
        bond.loop.runFor(SimBond.MS * 1_500);
        assertThat(flow.received()).hasSize(PACKETS);
    }

    @Test
    void aLinkOverItsPlanCarriesNothingUntilItIsTheOnlyOne() {
        establish(DataPlan.Action.STANDBY);
        useUp();
        isOnBothEnds("wan0", PathState.STANDBY);
        long before = carried("wan0");
        SimFlow up = up();
        up.run(PACKETS);
        SimFlow down = down();
        down.run(PACKETS);
        bond.loop.runFor(SimBond.MS * 300);
        assertThat(carried("wan0") - before).isLessThan(PROBES_BYTES);
        assertThat(up.received()).isEqualTo(up.sent());
        assertThat(down.received()).isEqualTo(down.sent());
        bond.links.get(1).cut();
        SimFlow alone = up();
        alone.run(PACKETS);
        bond.loop.runFor(SimBond.MS * 300);
        assertThat(alone.received()).hasSizeGreaterThan(PACKETS * 9 / 10);
        assertThat(path(bond.client, "wan0").state()).isEqualTo(PathState.STANDBY);
        bond.links.get(1).restore();
        bond.loop.runFor(SimBond.MS * 3_000);
        before = carried("wan0");
        up().run(PACKETS);
        assertThat(carried("wan0") - before).isLessThan(PROBES_BYTES);
    }

    @Test
    void itComesBackWithTheNextPeriod() {
        establish(DataPlan.Action.STANDBY);
        useUp();
        assertThat(bond.status(bond.client).problems())
                .contains("Link wan0 has used up its data plan of 0.001 GB today: it carries data only while no other"
                        + " link can.");
        bond.daysPass(1);
        bond.loop.runFor(SimBond.MS * 1_500);
        isOnBothEnds("wan0", PathState.ACTIVE);
        assertThat(bond.status(bond.client).problems()).isEmpty();
        long before = carried("wan0");
        up().run(PACKETS);
        assertThat(carried("wan0") - before).isGreaterThan(QUOTA_BYTES / 2);
        assertThat(bond.events)
                .filteredOn(event -> event.kind().startsWith("data-plan"))
                .extracting(BondEvent::kind)
                .containsSubsequence("data-plan-used-up", "data-plan-renewed");
    }

    @Test
    void aPlanThatOnlyWarnsLeavesTheLinkInUse() {
        establish(DataPlan.Action.WARN);
        useUp();
        isOnBothEnds("wan0", PathState.ACTIVE);
        assertThat(bond.events).extracting(BondEvent::kind).contains("data-plan-used-up");
    }

    @Test
    void countsEveryDatagramOnceWithItsHeadersAndKeepsThatOnTheDisk() throws IOException {
        establish(DataPlan.Action.WARN);
        long before = wire();
        useUp();
        bond.client.pause("wan0", true);
        bond.loop.runFor(SimBond.MS * 100);
        bond.client.pause("wan0", false);
        bond.loop.runFor(SimBond.MS * 3_000);
        long wire = wire() - before;
        assertThat(link(0).dataUse().orElseThrow().usedBytes())
                .isBetween(wire - A_SECOND_OF_PROBES_BYTES, wire + A_SECOND_OF_PROBES_BYTES);
        assertThat(link(1).dataUse()).isEmpty();
        bond.client.stop();
        bond.loop.runFor(SimBond.MS * 100);
        String kept = Files.readString(state.resolve("client").resolve("data-plans"));
        assertThat(kept).startsWith("multiwanbond-data-plans 1\nwan0 ").endsWith(" 100\nend 1\n");
        assertThat(Long.parseLong(kept.split(" ")[3])).isBetween(wire, wire + A_SECOND_OF_PROBES_BYTES);
    }
}
