package org.multiwanbond.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiwanbond.engine.InnerPacket;

class ScriptTest {
    private static final int READS = 100;

    private final Script script = new Script(1, 2, 1_400);

    @Test
    void allPacketsAreWholeAndOfSeveralFlowsAndFamilies() {
        Set<Integer> flows = new HashSet<>();
        Set<Boolean> families = new HashSet<>();
        Set<Boolean> tcp = new HashSet<>();
        for (int read = 0; read < READS; read++) {
            byte[] packet = script.packet(read);
            assertThat(InnerPacket.isWhole(packet, 0, packet.length)).isTrue();
            flows.add(InnerPacket.flowHash(packet, 0, packet.length));
            families.add(InnerPacket.isIpv6(packet, 0));
            tcp.add(InnerPacket.isTcp(packet, 0));
        }
        assertThat(flows).hasSize(10);
        assertThat(families).hasSize(2);
        assertThat(tcp).hasSize(2);
    }

    @Test
    void anAcknowledgmentIsNoShorterThanItsHeaders() {
        Script small = new Script(2, 1, 60);
        for (int read = 0; read < READS; read++) {
            byte[] packet = small.packet(read);
            assertThat(InnerPacket.isWhole(packet, 0, packet.length)).isTrue();
        }
    }
}
