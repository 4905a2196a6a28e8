package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.balancer.bonding.Bonding;
import org.multiwanbond.codec.reedsolomon.ReedSolomon;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.registry.Ranked;

/** Whole engines with real threads: what is changed under traffic, and every packet comes once and in order. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RealThreadsTest {
    private static final int PACKETS = 2_000;
    private static final int AFTER = 300;

    @TempDir
    Path state;

    private RealBond bond(String plan) {
        ThreadPlan threads = ThreadPlan.parse(plan);
        return new RealBond(state, new ThreadNet(false, false), 1, 1).start(threads, threads);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x2", "1x4"})
    void carryEveryPacketInOrderOnceWhateverLeaves(String plan) {
        try (RealBond bond = bond(plan)) {
            RealFlows flows = new RealFlows(bond);
            RealBond.Client client = bond.clients.get(0);
            flows.carry(PACKETS);
            SimBond.addMode(client.plugins(), new Bonding(), "bonding", 7);
            flows.carryThrough(client.engine().balancersChanged(), AFTER);
            client.plugins().codecs().add(new Ranked<>(new ReedSolomon(), "1", 0, 8, "rs"));
            flows.carryThrough(client.engine().codecsChanged(), AFTER);
            flows.carryThrough(
                    client.engine().withdraw(client.plugins().suites().suite(1).orElseThrow()), AFTER);
            assertThat(bond.status(client.engine()).sessions().get(0).cipher()).isEqualTo("chacha20-poly1305");
            flows.carry(PACKETS);
        }
    }

    @Test
    void changeTheirNumberWithoutLosingAPacket() {
        try (RealBond bond = bond("1x2")) {
            RealFlows flows = new RealFlows(bond);
            RealBond.Client client = bond.clients.get(0);
            for (String plan : new String[] {"1x4", "1x2", "1x4"}) {
                client.engine().settings(bond.clientSettings(client, ThreadPlan.parse(plan)));
                bond.server.settings(bond.serverSettings(ThreadPlan.parse(plan)));
                flows.carryThrough(bond.server.status(), AFTER);
                assertThat(bond.status(client.engine()).threads())
                        .isEqualTo(bond.status(bond.server).threads());
                assertThat(bond.status(client.engine()).threads())
                        .hasSize(plan.endsWith("4") ? 4 : 2)
                        .contains("mwb-send-0", "mwb-receive-0");
            }
            flows.carry(PACKETS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x2", "1x4"})
    void goOnWithAnotherTransportAndAnotherDevice(String plan) {
        ThreadPlan threads = ThreadPlan.parse(plan);
        ThreadNet net = new ThreadNet(false, false);
        try (RealBond bond = new RealBond(state, net, 1, 1).start(threads, threads)) {
            RealFlows flows = new RealFlows(bond);
            RealBond.Client client = bond.clients.get(0);
            for (Engine engine : new Engine[] {client.engine(), bond.server}) {
                boolean server = engine == bond.server;
                Plugins plugins = server ? bond.serverPlugins : client.plugins();
                plugins.transports().add(new Ranked<>(net::create, "other", 1, 10, "other"));
                flows.carryThroughLosses(engine.transportsChanged(), AFTER);
                TunnelDeviceFactory host = server ? bond.serverHost : client.host();
                plugins.tunnels().add(new Ranked<>(host::open, "other", 1, 11, "other"));
                flows.carryThroughLosses(engine.tunnelsChanged(), AFTER);
            }
            flows.carry(PACKETS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shareTheSessionsOfAServerWhereverDatagramsArrive(boolean steered) {
        ThreadPlan two = ThreadPlan.parse("2x4");
        try (RealBond bond = new RealBond(state, new ThreadNet(true, steered), 2, 4).start(two, two)) {
            assertThat(bond.status(bond.server).threads())
                    .hasSize(8)
                    .contains("mwb-send-0", "mwb-seal-0", "mwb-receive-1", "mwb-deliver-1");
            assertThat(bond.status(bond.clients.get(0).engine()).threads()).hasSize(4);
            new RealFlows(bond).carry(PACKETS);
        }
    }

    @Test
    void areThoseOfOneWorkerWhereTheTunnelHasOneQueue() {
        ThreadPlan two = ThreadPlan.parse("2x2");
        try (RealBond bond = new RealBond(state, new ThreadNet(true, true), 1, 1).start(two, two)) {
            new RealFlows(bond).carry(PACKETS);
            assertThat(bond.status(bond.server).threads()).containsExactly("mwb-send-0", "mwb-receive-0");
        }
    }

    @Test
    void becomeMoreWorkersWhenTheTransportCanShareItsPorts() {
        ThreadPlan two = ThreadPlan.parse("2x4");
        ThreadNet net = new ThreadNet(true, false);
        try (RealBond bond = new RealBond(state, net, 2, 2)) {
            bond.serverPlugins.transports().remove(net);
            bond.serverPlugins.transports().add(new Ranked<>(net::create, "alone", 0, 10, "alone"));
            bond.start(two, two);
            assertThat(bond.status(bond.server).threads()).hasSize(4);
            RealFlows flows = new RealFlows(bond);
            flows.carry(AFTER);
            bond.serverPlugins.transports().add(new Ranked<>(net, "sharing", 1, 11, "sharing"));
            flows.carryThroughLosses(bond.server.transportsChanged(), AFTER);
            assertThat(bond.status(bond.server).threads()).hasSize(8);
            flows.carry(PACKETS);
        }
    }
}
