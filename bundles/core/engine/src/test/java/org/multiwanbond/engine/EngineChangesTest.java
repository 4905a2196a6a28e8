package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.balancer.roundrobin.RoundRobin;

/** What happens to a running session when its surroundings change. */
class EngineChangesTest {
    private static final String[] LINKS = {"rate=50mbit delay=10ms", "rate=30mbit delay=25ms", "rate=20mbit delay=40ms"
    };

    @TempDir
    Path state;

    @Test
    void leavesALinkThatDiesAndComesBackWhenItReturns() {
        SimBond bond = SimBond.established(state, LINKS);
        SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        flow.run(300);
        bond.links.get(0).cut();
        flow.run(1_000);
        assertThat(stateOf(bond, "wan0")).isEqualTo(PathState.DOWN);
        List<Integer> before = flow.received();
        flow.run(400);
        bond.loop.runFor(SimBond.MS * 300);
        assertThat(flow.received().size() - before.size()).isGreaterThanOrEqualTo(400);
        bond.links.get(0).restore();
        bond.loop.runFor(SimBond.MS * 3_000);
        assertThat(stateOf(bond, "wan0")).isEqualTo(PathState.ACTIVE);
    }

    private static PathState stateOf(SimBond bond, String wan) {
        return bond.status(bond.client).sessions().get(0).paths().stream()
                .filter(path -> path.wan().equals(wan))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void opensTheSessionAnewWhenTheServerLostItsState() {
        SimBond bond = SimBond.established(state, LINKS);
        bond.restartServer();
        SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        flow.run(8_000);
        assertThat(flow.received()).isNotEmpty();
        assertThat(bond.isUp(3)).isTrue();
    }

    @Test
    void reKeysToAnotherCipherBeforeTheFirstOneLeaves() {
        SimBond bond = SimBond.established(state, LINKS);
        SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        flow.run(200);
        CompletableFuture<Void> left =
                bond.client.withdraw(bond.clientPlugins.suites().suite(1).orElseThrow());
        for (int i = 0; i < 100 && !left.isDone(); i++) {
            flow.run(40);
        }
        flow.run(200);
        bond.loop.runFor(SimBond.MS * 300);
        BondStatus status = bond.status(bond.client);
        assertThat(left).isCompleted();
        assertThat(status.sessions().get(0).cipher()).isEqualTo("chacha20-poly1305");
        assertThat(status.sessions().get(0).epoch()).isEqualTo(1);
        assertThat(flow.received()).isEqualTo(flow.sent());
    }

    @Test
    void goesOnWithTheNextBalancerAndWaitsWhileThereIsNone() {
        SimBond bond = SimBond.established(state, LINKS);
        SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        flow.run(100);
        remove(bond, "bonding");
        flow.run(100);
        assertThat(bond.status(bond.client).sessions().get(0).mode()).isEqualTo("round-robin");
        remove(bond, "round-robin");
        flow.run(100);
        assertThat(bond.status(bond.client).problems()).anyMatch(text -> text.contains("No balancer"));
        SimBond.addMode(bond.clientPlugins, new RoundRobin(), "round-robin", 9);
        bond.client.balancersChanged();
        flow.run(100);
        bond.loop.runFor(SimBond.MS * 300);
        assertThat(flow.received()).isEqualTo(flow.sent());
    }

    private static void remove(SimBond bond, String mode) {
        bond.clientPlugins
                .balancers()
                .remove(bond.clientPlugins.balancers().named(mode).orElseThrow().service());
        CompletableFuture<Void> left = bond.client.balancersChanged();
        bond.loop.runUntil(left::isDone, SimBond.MS * 100);
        assertThat(left).isCompleted();
    }

    @Test
    void pausesALinkOnBothEndsAndTakesItBack() {
        SimBond bond = SimBond.established(state, LINKS);
        CompletableFuture<Boolean> paused = bond.client.pause("wan1", true);
        bond.loop.runFor(SimBond.MS * 500);
        assertThat(paused.join()).isTrue();
        assertThat(bond.status(bond.client).sessions().get(0).paths()).hasSize(2);
        assertThat(bond.status(bond.server).sessions().get(0).paths()).hasSize(2);
        bond.client.pause("wan1", false);
        bond.loop.runFor(SimBond.MS * 500);
        assertThat(bond.isUp(3)).isTrue();
    }

    @Test
    void reKeysAfterTwoMinutesWithoutLosingAPacket() {
        SimBond bond = SimBond.established(state, LINKS);
        SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        for (int second = 0; second < 270; second++) {
            flow.run(2);
            bond.loop.runFor(SimBond.MS * 999);
        }
        BondStatus status = bond.status(bond.client);
        assertThat(status.sessions().get(0).epoch()).isEqualTo(2);
        assertThat(flow.received()).isEqualTo(flow.sent());
    }
}
