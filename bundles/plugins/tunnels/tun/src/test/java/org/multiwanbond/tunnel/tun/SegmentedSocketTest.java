package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.netlab.system.Libc;
import org.multiwanbond.tck.Requirement;
import org.multiwanbond.tck.Seed;

/** Programs that hand the kernel many datagrams at once: what they mean must leave the device, with offload or without. */
@Timeout(60)
class SegmentedSocketTest {
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(5);
    /** linux/udp.h: the option UDP_SEGMENT at level SOL_UDP. */
    private static final int SOL_UDP = 17;

    private static final int UDP_SEGMENT = 103;
    private static final int SEGMENT_BYTES = 700;

    private final Random random = Seed.random("SegmentedSocketTest");
    private final String name = "mwbu" + Integer.toHexString(random.nextInt(1 << 24));
    private final int net = random.nextInt(256);

    @Test
    void aSeriesOfDatagramsComesAsTheDatagrams() throws IOException {
        // Where a device has no checksum offload the kernel refuses UDP_SEGMENT.
        for (Offload most : List.of(Offload.CHECKSUM, Offload.TCP, Offload.UDP)) {
            try (TunnelDevice device = open(most)) {
                byte[] payload = TestPacket.octets(random, 40 * SEGMENT_BYTES - 100);
                send(payload);
                assertThat(payloads(device)).as(most.name()).isEqualTo(payload);
            }
        }
    }

    private TunnelDevice open(Offload most) throws IOException {
        TunnelDeviceSettings settings =
                new TunnelDeviceSettings(name, 1_400, List.of(Prefix.parse("198.19." + net + ".1/30")));
        try {
            return new TunDeviceFactory("Linux", most).open(settings);
        } catch (IOException e) {
            Requirement.met(e.getMessage());
            throw e;
        }
    }

    private void send(byte[] payload) throws IOException {
        int socket = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM, 0);
        try {
            byte[] size = ByteBuffer.allocate(4)
                    .order(ByteOrder.nativeOrder())
                    .putInt(SEGMENT_BYTES)
                    .array();
            assertThat(Libc.setsockopt(socket, SOL_UDP, UDP_SEGMENT, size, 4)).isZero();
            // struct sockaddr_in: family, port, address
            ByteBuffer to = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
            to.putShort((short) Libc.AF_INET).order(ByteOrder.BIG_ENDIAN).putShort((short) 40_000);
            to.put(new byte[] {(byte) 198, 19, (byte) net, 2}).rewind();
            ByteBuffer octets =
                    ByteBuffer.allocateDirect(payload.length).put(payload).flip();
            assertThat(Sockets.sendto(socket, octets, payload.length, 0, to, 16))
                    .isEqualTo(payload.length);
        } finally {
            Libc.close(socket);
        }
    }

    /** The payloads read, one after the other; each but the last of the asked size, each datagram whole and sound. */
    private byte[] payloads(TunnelDevice device) {
        PacketBatch batch = new PacketBatch(16, 20_000);
        ByteBuffer all = ByteBuffer.allocate(40 * SEGMENT_BYTES - 100);
        List<Integer> sizes = new ArrayList<>();
        while (all.hasRemaining()) {
            batch.clear();
            assertThat(device.read(batch, WAIT_NS)).isPositive();
            for (int i = 0; i < batch.count(); i++) {
                int at = batch.offset(i);
                byte[] packet = Arrays.copyOfRange(batch.slab(), at, at + batch.lengthBytes(i));
                if (packet[0] == 0x45 && packet[9] == Ip.UDP) {
                    assertSound(packet);
                    all.put(packet, 28, packet.length - 28);
                    sizes.add(packet.length - 28);
                }
            }
        }
        assertThat(sizes).hasSize(40).endsWith(SEGMENT_BYTES - 100);
        assertThat(sizes.subList(0, 39)).containsOnly(SEGMENT_BYTES);
        return all.array();
    }

    private static void assertSound(byte[] packet) {
        assertThat(TestPacket.u16(packet, 2)).isEqualTo(packet.length);
        assertThat(TestPacket.u16(packet, 24)).isEqualTo(packet.length - 20);
        assertThat(TestPacket.slowSum(0, packet, 0, 20)).isEqualTo(0xffff);
        int pseudo = TestPacket.slowSum(Ip.UDP + packet.length - 20, packet, 12, 8);
        assertThat(TestPacket.slowSum(pseudo, packet, 20, packet.length - 20)).isEqualTo(0xffff);
    }
}
