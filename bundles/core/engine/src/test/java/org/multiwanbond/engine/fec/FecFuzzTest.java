package org.multiwanbond.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.FecPayload;

/** Repair and source packets no honest sender makes; they come authenticated, so the peer itself must be lying. */
class FecFuzzTest {
    private static final int HOSTILE = 100_000;

    @Test
    void inventsNoPacketWhateverTheRepairPacketsSay() {
        // The same in each run: one in some 10^4 runs would meet random octets that do read as a packet.
        Random random = Seed.random("inventsNoPacketWhateverTheRepairPacketsSay", 20);
        FecLab lab = new FecLab(10, 3);
        Packets packets = new Packets(random);
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < HOSTILE; i++) {
            Packets.Sent packet = packets.next(lab.encoder, i, 0);
            if (random.nextInt(10) > 0) {
                lab.source(packet.wire());
            }
            sent.add(FecLab.hex(packet.recovered()));
            byte[] lie = lie(lab.encoder.block(), random);
            lab.decoder.repair(lie, 0, lie.length);
            lab.repairs(i).forEach(repair -> lab.decoder.repair(repair, 0, repair.length));
        }
        assertThat(sent.containsAll(lab.recovered)).isTrue();
        assertThat(lab.recovered).hasSizeGreaterThan(100);
        assertThat(lab.decoder.refusedBlocks()).isGreaterThan(1_000);
    }

    @Test
    void survivesAnyOctetsAndWorksAgainAfterwards() {
        Random random = Seed.random("survivesAnyOctetsAndWorksAgainAfterwards");
        FecLab lab = new FecLab(4, 2);
        Packets packets = new Packets(random);
        List<byte[]> seen = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            seen.add(packets.next(lab.encoder, i, 0).wire());
            seen.addAll(lab.repairs(i));
        }
        for (int i = 0; i < HOSTILE; i++) {
            byte[] octets = bent(seen.get(random.nextInt(seen.size())), random);
            lab.decoder.repair(octets, 0, octets.length);
            lab.source(octets);
        }
        lab.decoder.clear();
        lab.recovered.clear();
        lab.encoder.clear();
        String lost = FecLab.hex(packets.next(lab.encoder, 0, 0).recovered());
        for (int i = 0; i < 3; i++) {
            lab.source(packets.next(lab.encoder, 0, 0).wire());
        }
        lab.repairs(0).forEach(repair -> lab.decoder.repair(repair, 0, repair.length));
        assertThat(lab.recovered).containsExactly(lost);
    }

    /** Any shape and length for a block near the current one, often the true shape, around random octets. */
    private static byte[] lie(int block, Random random) {
        int symbolBytes = 1 + random.nextInt(random.nextInt(20) == 0 ? 2 * Packets.LIMIT_BYTES : Packets.LIMIT_BYTES);
        byte[] payload = new byte[FecPayload.HEADER_BYTES + symbolBytes];
        random.nextBytes(payload);
        boolean honestShape = random.nextBoolean();
        int k = honestShape ? 10 : 2 + random.nextInt(64);
        int r = honestShape ? 3 : random.nextInt(34);
        int claimedBytes = random.nextInt(10) == 0 ? random.nextInt(1 << 16) : symbolBytes;
        new FecPayload()
                .begin(block - 32 + random.nextInt(34), k, r, random.nextInt(Math.max(1, r) + 1))
                .write(payload, 0, claimedBytes);
        return payload;
    }

    private static byte[] bent(byte[] octets, Random random) {
        byte[] bent = new byte[Math.max(0, octets.length - random.nextInt(3) + random.nextInt(3))];
        System.arraycopy(octets, 0, bent, 0, Math.min(octets.length, bent.length));
        for (int flips = random.nextInt(4); flips > 0 && bent.length > 0; flips--) {
            int reach = random.nextBoolean() ? Math.min(20, bent.length) : bent.length;
            bent[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
        }
        if (bent.length > 3 && random.nextBoolean()) {
            BigEndian.put16(bent, 2, bent.length - FecPayload.HEADER_BYTES & 0xffff);
        }
        return bent;
    }
}
