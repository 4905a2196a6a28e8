package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Addresses;

/** What people call a flow. */
class FlowNameTest {
    private static byte[] ipv4(int protocol, int fragment) {
        ByteBuffer packet = ByteBuffer.allocate(24);
        packet.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) 24)
                .putShort((short) 0)
                .putShort((short) fragment);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
        packet.put(Addresses.parse("10.99.0.2").getAddress());
        packet.put(Addresses.parse("10.99.0.1").getAddress());
        return packet.putShort((short) 40_112).putShort((short) 443).array();
    }

    @Test
    void hasPortsWhereThereAreSome() {
        assertThat(FlowName.of(ipv4(6, 0), 24)).isEqualTo(new FlowName("tcp", "10.99.0.2:40112", "10.99.0.1:443"));
    }

    @Test
    void hasNoneInALaterFragmentOrAnotherProtocol() {
        assertThat(FlowName.of(ipv4(17, 100), 24)).isEqualTo(new FlowName("udp", "10.99.0.2", "10.99.0.1"));
        assertThat(FlowName.of(ipv4(1, 0), 24)).isEqualTo(new FlowName("icmp", "10.99.0.2", "10.99.0.1"));
        assertThat(FlowName.of(ipv4(47, 0), 24).protocol()).isEqualTo("47");
    }

    @Test
    void writesIpv6InBrackets() {
        ByteBuffer packet = ByteBuffer.allocate(44);
        packet.putInt(0x60000000).putShort((short) 4).put((byte) 17).put((byte) 64);
        packet.put(Addresses.parse("fd99::2").getAddress());
        packet.put(Addresses.parse("fd99::1").getAddress());
        packet.putShort((short) 1_000).putShort((short) 53);
        assertThat(FlowName.of(packet.array(), 44)).isEqualTo(new FlowName("udp", "[fd99::2]:1000", "[fd99::1]:53"));
    }
}
