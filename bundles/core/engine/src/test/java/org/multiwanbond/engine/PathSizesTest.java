package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiwanbond.netlab.sim.SimStack;
import org.multiwanbond.netlab.sim.tcp.Congestion;
import org.multiwanbond.netlab.sim.tcp.SimTcp;

/** Two engines over links of different MTU, one of which shrinks while packets flow. */
class PathSizesTest {
    private static final int SECOND_MS = 1_000;

    @TempDir
    Path state;

    private SimBond mixed() {
        return SimBond.established(
                state,
                "rate=50mbit delay=10ms queue=100ms mtu=1500",
                "rate=30mbit delay=25ms queue=100ms mtu=1420",
                "rate=20mbit delay=40ms queue=100ms mtu=1280");
    }

    /** UDP payloads its paths carry, the least first. */
    private static List<Integer> payloads(SimBond bond, Engine engine) {
        return bond.status(engine).sessions().get(0).paths().stream()
                .map(path -> path.payloadBytes())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Congestion.class)
    void keepAStreamGoingWhenALinkShrinks(Congestion congestion) {
        SimBond bond = mixed();
        SimStack client = new SimStack(bond.clientTunnel(), "10.99.0.2");
        SimStack server = new SimStack(bond.serverTunnel(), "10.99.0.1");
        SimTcp tcp = new SimTcp(client, server, 40_000, 5_000, congestion, 1);
        bond.loop.add(tcp);
        bond.loop.runFor(SimBond.MS * 5 * SECOND_MS);
        assertThat(payloads(bond, bond.client)).containsExactly(1_232, 1_392, 1_472);
        assertThat(payloads(bond, bond.server)).containsExactly(1_232, 1_392, 1_472);
        long timeouts = tcp.figures().counts().timeouts();

        tcp.resetGap();
        bond.links.get(0).alter("mtu=1300");
        bond.loop.runFor(SimBond.MS * 400);
        assertThat(payloads(bond, bond.client)).containsExactly(1_232, 1_232, 1_392);
        bond.loop.runFor(SimBond.MS * 5 * SECOND_MS);
        System.out.println(tcp.figures());
        assertThat(tcp.figures().longestGapMs()).isLessThan(400);
        assertThat(tcp.figures().counts().timeouts()).isEqualTo(timeouts);
        assertThat(tcp.figures().meanMbps(6)).isGreaterThan(70);
    }

    @Test
    void takeNoTrainThatOverflowsAQueueForALinkThatShrank() {
        SimBond bond = SimBond.established(
                state, "rate=100mbit delay=10ms queue=100ms", "rate=2mbit delay=20ms queue=100ms loss=20%");
        SimStack client = new SimStack(bond.clientTunnel(), "10.99.0.2");
        SimStack server = new SimStack(bond.serverTunnel(), "10.99.0.1");
        bond.loop.add(new SimTcp(server, client, 40_000, 5_000, Congestion.CUBIC, 1));
        bond.loop.runFor(SimBond.MS * SECOND_MS);
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < 800; i++) {
            bond.loop.runFor(SimBond.MS * 10);
            least = Math.min(least, payloads(bond, bond.server).get(0));
        }
        assertThat(least).isEqualTo(1_472);
    }

    @Test
    void keepTheOnlyLinkGoingWhenItShrinks() {
        SimBond bond = SimBond.established(state, "rate=50mbit delay=10ms queue=100ms mtu=1500");
        SimStack client = new SimStack(bond.clientTunnel(), "10.99.0.2");
        SimStack server = new SimStack(bond.serverTunnel(), "10.99.0.1");
        SimTcp tcp = new SimTcp(client, server, 40_000, 5_000, Congestion.CUBIC, 1);
        bond.loop.add(tcp);
        bond.loop.runFor(SimBond.MS * 3 * SECOND_MS);
        tcp.resetGap();
        bond.links.get(0).alter("mtu=1300");
        bond.loop.runFor(SimBond.MS * 3 * SECOND_MS);
        System.out.println(tcp.figures());
        assertThat(payloads(bond, bond.client)).containsExactly(1_232);
        assertThat(tcp.figures().longestGapMs()).isLessThan(1_000);
        assertThat(tcp.figures().meanMbps(4)).isGreaterThan(35);
    }

    @Test
    void loseNoDatagramForGoodWhenALinkShrinks() {
        SimBond bond = mixed();
        SimFlow flow = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        flow.run(2_000);
        bond.links.get(0).alter("mtu=1300");
        flow.run(4_000);
        bond.loop.runFor(SimBond.MS * SECOND_MS);
        assertThat(flow.received()).hasSize(flow.sent().size());
        assertThat(payloads(bond, bond.client)).containsExactly(1_232, 1_232, 1_392);
    }

    @Test
    void raiseTheMtuOfBothDevicesToWhatAllLinksCarry() {
        SimBond bond = SimBond.established(state, "rate=50mbit delay=10ms mtu=1500", "rate=30mbit delay=25ms mtu=1500");
        assertThat(bond.clientTunnel().settings().mtuBytes()).isEqualTo(1_398);
        bond.loop.runFor(SimBond.MS * 7 * SECOND_MS);
        assertThat(bond.clientTunnel().settings().mtuBytes()).isEqualTo(1_418);
        assertThat(bond.serverTunnel().settings().mtuBytes()).isEqualTo(1_418);
    }
}
