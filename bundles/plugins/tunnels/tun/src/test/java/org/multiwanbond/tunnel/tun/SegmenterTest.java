package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class SegmenterTest {
    private static final int ROUNDS = 3_000;

    private final Random random = Seed.random("SegmenterTest");
    private final Frame frame = new Frame();
    private final Segmenter segmenter = new Segmenter(frame);

    @Test
    void cutsALargeSegmentIntoThePacketsItStandsFor() {
        for (int round = 0; round < ROUNDS; round++) {
            TestPacket whole = TestPacket.random(random);
            boolean known = random.nextInt(4) != 0;
            if (known && whole.ipv6 && random.nextBoolean()) {
                whole.extensions = TestPacket.octets(random, 8 * (1 + random.nextInt(3)));
            }
            if (whole.tcp) {
                whole.flags = random.nextInt(256);
            }
            int gsoSize = 1 + random.nextInt(random.nextBoolean() ? 1_460 : 100);
            whole.payload = TestPacket.octets(random, 1 + random.nextInt(gsoSize * (1 + random.nextInt(44))));
            byte[] large = whole.frame(whole.gsoType() | (random.nextInt(9) == 0 ? 0x80 : 0), gsoSize, known);
            List<byte[]> expected = packets(whole, gsoSize);
            assertThat(SlowSplitter.split(large)).as("the twin").containsExactlyElementsOf(expected);
            assertThat(split(large)).containsExactlyElementsOf(expected);
        }
    }

    /** What the sender would have sent without offload (RFC 9293, RFC 3168 §6.1.2 for CWR). */
    private static List<byte[]> packets(TestPacket whole, int gsoSize) {
        List<byte[]> packets = new ArrayList<>();
        for (int from = 0; from < whole.payload.length; from += gsoSize) {
            TestPacket piece = whole.copy();
            int to = Math.min(whole.payload.length, from + gsoSize);
            piece.payload = Arrays.copyOfRange(whole.payload, from, to);
            piece.sequence += from;
            piece.ident = whole.ident + from / gsoSize & 0xffff;
            piece.flags &= from > 0 ? ~Ip.TCP_CWR : ~0;
            piece.flags &= to < whole.payload.length ? ~(Ip.TCP_PSH | Ip.TCP_FIN) : ~0;
            packets.add(piece.octets());
        }
        return packets;
    }

    @Test
    void finishesTheChecksumOfOnePacket() {
        for (int round = 0; round < ROUNDS; round++) {
            TestPacket packet = TestPacket.random(random);
            packet.payload = TestPacket.octets(random, random.nextInt(1_400));
            byte[] expected = packet.octets();
            int at = packet.transport() + (packet.tcp ? 16 : 6);
            if (TestPacket.u16(expected, at) != 0) {
                assertThat(split(packet.frame(0, 0, true))).containsExactly(expected);
            }
            assertThat(split(packet.frame(0, 0, false))).containsExactly(expected);
        }
    }

    @Test
    void agreesWithTheTwinOnHostileFrames() {
        int refused = 0;
        for (int round = 0; round < 20 * ROUNDS; round++) {
            TestPacket packet = TestPacket.random(random);
            packet.payload = TestPacket.octets(random, random.nextInt(3_000));
            int type = random.nextInt(3) == 0 ? random.nextInt(256) : packet.gsoType();
            byte[] octets = packet.frame(type, random.nextInt(1_500), random.nextBoolean());
            for (int i = random.nextInt(4); i > 0; i--) {
                octets[random.nextInt(random.nextBoolean() ? 10 : Math.min(octets.length, 100))] =
                        (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                octets = Arrays.copyOf(octets, random.nextInt(octets.length + 1));
            }
            List<byte[]> expected = SlowSplitter.split(octets);
            refused += expected.isEmpty() ? 1 : 0;
            assertThat(split(octets)).containsExactlyElementsOf(expected);
        }
        assertThat(refused).isBetween(ROUNDS, 19 * ROUNDS);
    }

    @Test
    void aFrameThatContradictsItselfBringsNothing() {
        TestPacket packet = TestPacket.random(random);
        packet.ipv6 = false;
        packet.addresses = TestPacket.octets(random, 8);
        packet.tcp = true;
        packet.payload = new byte[3_000];
        assertThat(split(packet.frame(1, 0, true))).as("segments of 0 octets").isEmpty();
        assertThat(split(packet.frame(4, 1_000, true))).as("IPv6 it is not").isEmpty();
        assertThat(split(packet.frame(3, 1_000, true))).as("UFO, not asked for").isEmpty();
        byte[] beyond = packet.frame(1, 1_000, true);
        Arrays.fill(beyond, 6, 8, (byte) -1);
        assertThat(split(beyond)).as("checksum start beyond the end").isEmpty();
        beyond[1] = 0;
        assertThat(split(beyond)).as("the same of one packet").isEmpty();
        byte[] hint = packet.frame(1, 1_000, true);
        Arrays.fill(hint, 2, 4, (byte) -1);
        assertThat(split(hint)).as("hdr_len is a hint").hasSize(3);
    }

    @Test
    void dropsWhatFitsNoBatchAtAll() {
        TestPacket packet = TestPacket.random(random);
        packet.payload = new byte[4_000];
        PacketBatch small = new PacketBatch(4, 1_000);
        load(packet.frame(packet.gsoType(), 2_000, true));
        assertThat(segmenter.appendTo(small)).isZero();
        assertThat(segmenter.isEmpty()).isTrue();
        load(packet.frame(0, 0, false));
        assertThat(segmenter.appendTo(small)).isZero();
        assertThat(segmenter.isEmpty()).isTrue();
    }

    @Test
    void laysPiecesOutAsNeighboursAndLeavesRoomAroundThem() {
        TestPacket packet = TestPacket.random(random);
        packet.payload = TestPacket.octets(random, 5_000);
        PacketBatch batch = new PacketBatch(64, 64 * 1_600, 20, 30);
        byte[] large = packet.frame(packet.gsoType(), 1_000, true);
        load(large);
        assertThat(segmenter.appendTo(batch)).isEqualTo(5);
        List<byte[]> expected = packets(packet, 1_000);
        for (int i = 0; i < 5; i++) {
            assertThat(packet(batch, i)).isEqualTo(expected.get(i));
        }
    }

    @Test
    void doesNotAllocate() {
        TestPacket packet = TestPacket.random(random);
        packet.payload = TestPacket.octets(random, 60_000);
        byte[] large = packet.frame(packet.gsoType(), 1_400, true);
        PacketBatch batch = new PacketBatch(64, 128 * 1_024);
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 100; i++) {
                        batch.clear();
                        load(large);
                        segmenter.appendTo(batch);
                    }
                }))
                .isZero();
    }

    private boolean load(byte[] octets) {
        frame.octets().put(0, octets);
        return segmenter.take(octets.length - 10);
    }

    /** Through batches of random sizes, so that pieces have to wait. */
    private List<byte[]> split(byte[] octets) {
        List<byte[]> packets = new ArrayList<>();
        boolean sane = load(octets);
        PacketBatch batch = new PacketBatch(1 + random.nextInt(64), 6_000 + random.nextInt(64_000));
        while (!segmenter.isEmpty()) {
            batch.clear();
            assertThat(segmenter.appendTo(batch)).isEqualTo(batch.count()).isPositive();
            for (int i = 0; i < batch.count(); i++) {
                packets.add(packet(batch, i));
            }
        }
        assertThat(sane).isEqualTo(!packets.isEmpty());
        return packets;
    }

    private static byte[] packet(PacketBatch batch, int index) {
        int at = batch.offset(index);
        return Arrays.copyOfRange(batch.slab(), at, at + batch.lengthBytes(index));
    }
}
