package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.netlab.sim.SimTunnel;

class EngineTest {
    private static final long SEED = 20_261;
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path state;

    @Test
    void carriesPacketsBothWaysOverThreeLinks() {
        SimBond bond = established("rate=50mbit delay=10ms", "rate=30mbit delay=25ms", "rate=20mbit delay=40ms");
        assertThat(transfer(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1", 600))
                .isEqualTo(numbers(600));
        assertThat(transfer(bond, bond.serverTunnel(), bond.clientTunnel(), "10.99.0.1", "10.99.0.2", 600))
                .isEqualTo(numbers(600));
        assertThat(bond.status(bond.client).sessions().get(0).paths())
                .allSatisfy(path -> assertThat(path.txBytes()).isGreaterThan(50_000));
    }

    private SimBond established(String... links) {
        System.out.println("seed=" + SEED);
        SimBond bond = new SimBond(state, SEED, links);
        bond.start();
        assertThat(bond.loop.runUntil(() -> bond.clientTunnels.find("mwb0").isPresent(), 5 * SECOND_NS))
                .isTrue();
        for (int i = 0; i < 100 && !bond.isUp(links.length); i++) {
            bond.loop.runFor(SECOND_NS / 50);
        }
        assertThat(bond.isUp(links.length))
                .as(bond.status(bond.client).toString())
                .isTrue();
        return bond;
    }

    private static List<Integer> numbers(int count) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        return all;
    }

    /** Sends numbered packets, a few each millisecond, and answers the numbers received in order. */
    private static List<Integer> transfer(
            SimBond bond, SimTunnel from, SimTunnel to, String source, String target, int count) {
        List<Integer> received = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            assertThat(from.hostSends(packet(source, target, i))).isTrue();
            if (i % 4 == 3) {
                bond.loop.runFor(SECOND_NS / 1000);
            }
        }
        bond.loop.runFor(SECOND_NS / 2);
        for (Optional<byte[]> packet = to.hostReceives(); packet.isPresent(); packet = to.hostReceives()) {
            received.add(ByteBuffer.wrap(packet.get()).getInt(28));
        }
        return received;
    }

    private static byte[] packet(String source, String target, int number) {
        ByteBuffer packet = ByteBuffer.allocate(1_300);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) 1_300).putInt(0);
        packet.put((byte) 64).put((byte) 17).putShort((short) 0);
        packet.put(Addresses.parse(source).getAddress())
                .put(Addresses.parse(target).getAddress());
        packet.putShort((short) 1000).putShort((short) 2000).putInt(0).putInt(number);
        return packet.array();
    }
}
