package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    @TempDir
    Path state;

    @Test
    void carriesPacketsBothWaysInOrderOverThreeUnequalLinks() {
        SimBond bond = SimBond.established(
                state, "rate=50mbit delay=10ms", "rate=30mbit delay=25ms", "rate=20mbit delay=40ms");
        SimFlow up = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        SimFlow down = new SimFlow(bond, bond.serverTunnel(), bond.clientTunnel(), "10.99.0.1", "10.99.0.2");
        up.run(600);
        down.run(600);
        bond.loop.runFor(SimBond.MS * 300);
        assertThat(up.received()).isEqualTo(up.sent());
        assertThat(down.received()).isEqualTo(down.sent());
        assertThat(bond.status(bond.client).sessions().get(0).paths())
                .allSatisfy(path -> assertThat(path.txBytes()).isGreaterThan(50_000));
    }

    @Test
    void dropsPacketsFromAddressesThePeerWasNotLeased() {
        SimBond bond = SimBond.established(state, "rate=50mbit delay=10ms");
        SimFlow forged = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.3", "10.99.0.1");
        forged.run(40);
        bond.loop.runFor(SimBond.MS * 300);
        assertThat(forged.received()).isEmpty();
        assertThat(bond.status(bond.server).drops())
                .anySatisfy(drop -> assertThat(drop.reason()).isEqualTo("source"));
    }
}
