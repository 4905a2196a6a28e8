package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class CoalescerTest {
    private final Random random = Seed.random("CoalescerTest");
    private final RecordingHost host = new RecordingHost();
    private final Coalescer coalescer = new Coalescer(true, true, host);

    @Test
    void joinsAsItsTwinAndLosesNothingOfAnyPacket() {
        int joined = 0;
        for (int round = 0; round < 150; round++) {
            host.frames.clear();
            boolean tcp = random.nextInt(5) != 0;
            boolean udp = random.nextInt(5) != 0;
            Coalescer real = new Coalescer(tcp, udp, host);
            SlowCoalescer twin = new SlowCoalescer(tcp, udp);
            Traffic traffic = new Traffic(random, 1 + random.nextInt(25));
            for (int i = 0; i < 300; i++) {
                byte[] packet = traffic.next();
                write(real, packet);
                twin.write(packet);
                if (random.nextInt(64) == 0) {
                    real.flush();
                    twin.flush();
                }
            }
            real.flush();
            twin.flush();
            assertThat(host.frames).hasSameSizeAs(twin.given);
            for (int i = 0; i < twin.given.size(); i++) {
                assertStandsFor(host.frames.get(i), twin.given.get(i));
                joined += twin.given.get(i).size() > 1 ? 1 : 0;
            }
        }
        assertThat(joined).isGreaterThan(300);
    }

    /** Cut again as the kernel does, the frame must be the packets that went in. */
    private static void assertStandsFor(byte[] frame, List<byte[]> packets) {
        if (packets.size() == 1) {
            assertThat(frame).startsWith(new byte[10]).endsWith(packets.get(0)).hasSize(10 + packets.get(0).length);
            return;
        }
        List<byte[]> pieces = SlowSplitter.split(frame);
        assertThat(pieces).hasSameSizeAs(packets);
        for (int i = 0; i < pieces.size(); i++) {
            byte[] expected = packets.get(i).clone();
            sameMeaning(pieces.get(i), expected);
            assertThat(pieces.get(i)).isEqualTo(expected);
        }
        int header = frame[2] & 0xff | (frame[3] & 0xff) << 8;
        assertThat(header).as("hdr_len").isEqualTo(frame.length - 10 - payloadBytes(packets, header));
    }

    private static int payloadBytes(List<byte[]> packets, int headerBytes) {
        return packets.stream().mapToInt(packet -> packet.length - headerBytes).sum();
    }

    /** Evens out what means the same: the identification where fragments are forbidden, and the two zeros of a sum. */
    private static void sameMeaning(byte[] piece, byte[] expected) {
        if (expected[0] >> 4 == 4 && (expected[6] & 0x40) != 0) {
            System.arraycopy(piece, 4, expected, 4, 2);
            System.arraycopy(piece, 10, expected, 10, 2);
        }
        int ip = expected[0] >> 4 == 6 ? 40 : 20;
        int checksum = ip + (expected[ip == 40 ? 6 : 9] == 6 ? 16 : 6);
        if (TestPacket.u16(piece, checksum) % 0xffff == 0 && TestPacket.u16(expected, checksum) % 0xffff == 0) {
            System.arraycopy(piece, checksum, expected, checksum, 2);
        }
        if (ip == 20 && TestPacket.u16(piece, 10) % 0xffff == 0 && TestPacket.u16(expected, 10) % 0xffff == 0) {
            System.arraycopy(piece, 10, expected, 10, 2);
        }
    }

    @Test
    void survivesHostileOctets() {
        Traffic traffic = new Traffic(random, 5);
        SlowCoalescer twin = new SlowCoalescer(true, true);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = traffic.next();
            for (int n = random.nextInt(3); n > 0; n--) {
                packet[random.nextInt(Math.min(packet.length, 80))] = (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                packet = Arrays.copyOf(packet, 1 + random.nextInt(packet.length));
            }
            write(coalescer, packet);
            twin.write(packet);
        }
        coalescer.flush();
        twin.flush();
        assertThat(host.frames).hasSameSizeAs(twin.given);
        for (int i = 0; i < twin.given.size(); i++) {
            assertStandsFor(host.frames.get(i), twin.given.get(i));
        }
    }

    private List<byte[]> stream(boolean tcp, int count, int payloadBytes) {
        TestPacket packet = TestPacket.random(random);
        packet.tcp = tcp;
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packet.payload = TestPacket.octets(random, payloadBytes);
            packets.add(packet.octets());
            packet.sequence += payloadBytes;
            packet.ident = packet.ident + 1 & 0xffff;
        }
        return packets;
    }

    @Test
    void aStreamBecomesSegmentsAsLongAsAPacketMayBe() {
        stream(true, 100, 1_360).forEach(packet -> write(coalescer, packet));
        assertThat(host.packets).containsExactly(48, 48);
        coalescer.flush();
        assertThat(host.packets).containsExactly(48, 48, 4);
    }

    @Test
    void noMoreDatagramsAreJoinedThanOlderKernelsTake() {
        stream(false, 100, 200).forEach(packet -> write(coalescer, packet));
        coalescer.flush();
        assertThat(host.packets).containsExactly(64, 36);
    }

    @Test
    void aBrokenChecksumStaysBroken() {
        List<byte[]> packets = stream(true, 5, 500);
        packets.get(2)[200] ^= 1;
        packets.forEach(packet -> write(coalescer, packet));
        coalescer.flush();
        assertThat(host.packets).containsExactly(2, 1, 2);
        assertThat(host.frames.get(1)).endsWith(packets.get(2));
    }

    @Test
    void largeSegmentsAreGivenUpWhenTheHostRefusesThemAgainAndAgain() {
        host.answerToLarge = Linux.EINVAL;
        for (int i = 0; i < 20; i++) {
            stream(false, 3, 300).forEach(packet -> write(coalescer, packet));
            coalescer.flush();
        }
        assertThat(host.packets)
                .hasSize(8 + 12 * 3)
                .startsWith(3, 3, 3, 3, 3, 3, 3, 3, 1)
                .endsWith(1);
        stream(true, 3, 300).forEach(packet -> write(coalescer, packet));
        coalescer.flush();
        assertThat(host.packets).as("TCP is another matter").endsWith(3);
    }

    @Test
    void aRefusalNowAndThenChangesNothing() {
        for (int i = 0; i < 40; i++) {
            host.answerToLarge = i % 4 == 0 ? FrameSink.TAKEN : i % 4 == 1 ? Linux.EBADFD : Linux.EINVAL;
            stream(false, 3, 300).forEach(packet -> write(coalescer, packet));
            coalescer.flush();
        }
        assertThat(host.packets).hasSize(40).containsOnly(3);
    }

    @Test
    void doesNotAllocate() {
        List<byte[]> packets = new ArrayList<>(stream(true, 60, 1_360));
        packets.addAll(stream(false, 60, 300));
        Coalescer real = new Coalescer(true, true, (frame, packetBytes, count) -> FrameSink.TAKEN);
        byte[][] all = packets.toArray(new byte[0][]);
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        byte[] packet = all[i % all.length];
                        real.write(packet, 0, packet.length);
                    }
                    real.flush();
                }))
                .isZero();
    }

    /** From the middle of an array that is overwritten at once. */
    private void write(Coalescer to, byte[] packet) {
        byte[] slab = new byte[packet.length + 20];
        int at = random.nextInt(20);
        System.arraycopy(packet, 0, slab, at, packet.length);
        to.write(slab, at, packet.length);
        Arrays.fill(slab, (byte) 0x55);
    }
}
