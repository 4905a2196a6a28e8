package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.netlab.sim.SimLink;

/** Two engines over links that lose, sleep and come back. */
class BadLinksTest {
    @TempDir
    Path state;

    @Test
    void takeAllPathsIntoUseThoughAFifthOfThePacketsIsLost() {
        for (int seed = 1; seed <= 5; seed++) {
            SimBond bond = new SimBond(
                    state.resolve("seed" + seed),
                    seed,
                    "rate=50mbit delay=10ms loss=20%",
                    "rate=30mbit delay=25ms loss=20%",
                    "rate=20mbit delay=40ms loss=20%");
            bond.start();
            boolean up = false;
            for (int i = 0; i < 400 && !up; i++) {
                bond.loop.runFor(SimBond.MS * 20);
                up = bond.isUp(3);
            }
            assertThat(up).as("seed %d: %s", seed, bond.status(bond.client)).isTrue();
        }
    }

    @Test
    void keepTheSessionWhenTrafficFollowsALongSilence() {
        SimBond bond = SimBond.established(state, "rate=50mbit delay=10ms", "rate=20mbit delay=40ms");
        for (int i = 0; i < 5; i++) {
            bond.loop.runFor(SimBond.MS * (20_000 + i * 700));
            SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
            flow.run(100);
            bond.loop.runFor(SimBond.MS * 200);
            assertThat(flow.received()).isEqualTo(flow.sent());
            assertThat(bond.status(bond.client).sessions().get(0).stateSinceMs())
                    .isGreaterThan(20_000L);
        }
    }

    @Test
    void useTheOnlyLinkAgainSoonAfterItCameBack() {
        SimBond bond = SimBond.established(state, "rate=50mbit delay=10ms");
        SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        flow.run(200);
        bond.links.forEach(SimLink::cut);
        flow.run(1_200);
        bond.links.forEach(SimLink::restore);
        int before = flow.received().size();
        flow.run(4_000);
        bond.loop.runFor(SimBond.MS * 300);
        assertThat(flow.received().size() - before).isGreaterThan(2_000);
    }

    @Test
    void goOnWithinAFifthOfASecondWhenTheFastestLinkOfAOneWayFlowIsCut() {
        SimBond bond = SimBond.established(
                state, "rate=50mbit delay=10ms", "rate=30mbit delay=25ms", "rate=20mbit delay=40ms");
        SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        flow.run(1_000);
        bond.links.get(0).cut();
        int longestMs = 0;
        int quietMs = 0;
        for (int ms = 0; ms < 1_500; ms++) {
            int before = flow.received().size();
            flow.run(2);
            quietMs = flow.received().size() == before ? quietMs + 1 : 0;
            longestMs = Math.max(longestMs, quietMs);
        }
        System.out.println("longest silence " + longestMs + " ms");
        assertThat(longestMs).isLessThan(200);
    }
}
