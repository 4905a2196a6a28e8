package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;
import static org.multiwanbond.api.cipher.PacketCipher.REFUSED;
import static org.multiwanbond.tck.SealedPackets.batch;
import static org.multiwanbond.tck.SealedPackets.flipped;
import static org.multiwanbond.tck.SealedPackets.packet;
import static org.multiwanbond.tck.SealedPackets.plain;
import static org.multiwanbond.tck.SealedPackets.sealed;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/** What every cipher suite keeps: its published examples, its twin's octets, and no forgery accepted. */
public abstract class CipherContract {
    private static final HexFormat HEX = HexFormat.of();
    private static final int RUN = 44;
    private static final int PACKET_BYTES = 1400;
    private static final int ALLOCATION_PACKETS = 3_000;

    /**
     * What the compiler's escape analysis may remove from the platform's plainest use and not from another: measured
     * differences are up to 112 octets (nonce, parameter object, copies of both). An array for a packet is far longer.
     */
    private static final long ALLOCATION_SLACK_BYTES = 256;

    protected abstract CipherSuite suite();

    /** Published examples of this suite, such as {@link CipherVector#AES_256_GCM}. */
    protected abstract List<CipherVector> vectors();

    /** Another implementation of the same algorithm, such as {@link JcaAead#AES_GCM}. */
    protected abstract ReferenceAead twin();

    /** Octets per sealed packet the platform below allocates and the suite cannot avoid. */
    protected long platformBytesPerSeal(int plaintextBytes) {
        return 0;
    }

    /** Octets per opened packet the platform below allocates and the suite cannot avoid. */
    protected long platformBytesPerOpen(int plaintextBytes) {
        return 0;
    }

    @Test
    void reproducesItsPublishedExamples() throws Exception {
        assertThat(vectors()).isNotEmpty();
        for (CipherVector vector : vectors()) {
            byte[] key = HEX.parseHex(vector.key());
            byte[] iv = HEX.parseHex(vector.iv());
            byte[] plain = HEX.parseHex(vector.header() + vector.plaintext());
            PacketBatch packets = batch(plain);
            try (PacketCipher sealing = suite().create(key, iv);
                    PacketCipher opening = suite().create(key, iv)) {
                sealing.seal(packets, 0, 1, vector.packetNumber());
                assertThat(HEX.formatHex(packet(packets, 0)))
                        .as(vector.source())
                        .isEqualTo(vector.header() + vector.sealed());
                assertThat(opening.open(packets, 0, 1, new long[] {vector.packetNumber()}))
                        .isEqualTo(1);
                assertThat(packet(packets, 0)).isEqualTo(plain);
            }
        }
    }

    @Test
    void sealsAndOpensLikeItsTwin() throws Exception {
        Random random = Seed.random("sealsAndOpensLikeItsTwin");
        byte[] key = key(random);
        byte[] iv = iv(random);
        try (PacketCipher sealing = suite().create(key, iv);
                PacketCipher opening = suite().create(key, iv)) {
            for (int round = 0; round < 500; round++) {
                long number = random.nextLong() & Long.MAX_VALUE >>> random.nextInt(63);
                byte[] plain = plain(round < 200 ? round : random.nextInt(9_000), random);
                byte[] expected = sealed(twin(), key, iv, number * 2 + round % 2, plain);
                PacketBatch packets = batch(plain);
                sealing.seal(packets, 0, 1, number * 2 + round % 2);
                assertThat(packet(packets, 0)).isEqualTo(expected);
                assertThat(opening.open(packets, 0, 1, new long[] {number * 2 + round % 2}))
                        .isEqualTo(1);
                assertThat(packet(packets, 0)).isEqualTo(plain);
            }
        }
    }

    @Test
    void sealsARunWithConsecutiveNumbersAndTouchesNothingElse() throws Exception {
        Random random = Seed.random("sealsARunWithConsecutiveNumbers");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[][] plain = plains(RUN, PACKET_BYTES, random);
        PacketBatch packets = batch(plain);
        long first = 0xffff_fff0L;
        int from = 3;
        int count = RUN - 5;
        try (PacketCipher sealing = suite().create(key, iv)) {
            sealing.seal(packets, from, count, first);
        }
        for (int i = 0; i < RUN; i++) {
            boolean inside = i >= from && i < from + count;
            byte[] expected = inside ? sealed(twin(), key, iv, first + i - from, plain[i]) : plain[i];
            assertThat(packet(packets, i)).as("packet %d", i).isEqualTo(expected);
        }
        assertThat(SealedPackets.guardsStand(packets, HEADER_BYTES + PACKET_BYTES))
                .isTrue();
    }

    @Test
    void opensARunInAnyOrderOfNumbersAndTouchesNothingElse() throws Exception {
        Random random = Seed.random("opensARunInAnyOrderOfNumbers");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[][] plain = plains(RUN, PACKET_BYTES, random);
        byte[][] sealed = new byte[RUN][];
        long[] numbers = new long[RUN];
        for (int i = 0; i < RUN; i++) {
            numbers[i] = i % 2 == 0 ? i : 1L << 40 | i;
            sealed[i] = sealed(twin(), key, iv, numbers[i], plain[i]);
        }
        sealed[10] = flipped(sealed[10], HEADER_BYTES * 8 + 5);
        PacketBatch packets = batch(sealed);
        try (PacketCipher opening = suite().create(key, iv)) {
            assertThat(opening.open(packets, 2, RUN - 4, numbers)).isEqualTo(RUN - 5);
        }
        for (int i = 0; i < RUN; i++) {
            boolean inside = i >= 2 && i < RUN - 2;
            if (i == 10) {
                assertThat(packets.lengthBytes(i)).isEqualTo(REFUSED);
            } else {
                assertThat(packet(packets, i)).as("packet %d", i).isEqualTo(inside ? plain[i] : sealed[i]);
            }
        }
        assertThat(SealedPackets.guardsStand(packets, HEADER_BYTES + PACKET_BYTES))
                .isTrue();
    }

    @Test
    void refusesForgedPacketsAmidOthersAndLeavesThoseAlone() throws Exception {
        Random random = Seed.random("refusesForgedPacketsAmidOthersAndLeavesThoseAlone");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[][] plain = new byte[RUN][];
        byte[][] came = new byte[RUN][];
        long[] numbers = new long[RUN];
        for (int i = 0; i < RUN; i++) {
            plain[i] = plain(random.nextInt(3_000), random);
            numbers[i] = i;
            byte[] sealed = sealed(twin(), key, iv, i, plain[i]);
            came[i] = i % 3 == 1 ? flipped(sealed, sealed.length * 8 - 1 - random.nextInt(128)) : sealed;
        }
        PacketBatch packets = batch(came);
        try (PacketCipher opening = suite().create(key, iv)) {
            assertThat(opening.open(packets, 0, RUN, numbers)).isEqualTo(RUN - (RUN + 1) / 3);
        }
        for (int i = 0; i < RUN; i++) {
            byte[] left = i % 3 == 1 ? new byte[0] : plain[i];
            assertThat(packet(packets, i)).as("packet %d", i).isEqualTo(left);
        }
    }

    @Test
    void refusesEverySingleFlippedBit() throws Exception {
        Random random = Seed.random("refusesEverySingleFlippedBit");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[] sealed = sealed(twin(), key, iv, 77, plain(40, random));
        try (PacketCipher opening = suite().create(key, iv)) {
            for (int bit = 0; bit < sealed.length * 8; bit++) {
                refuses(opening, flipped(sealed, bit), 77, "bit " + bit);
            }
            opens(opening, sealed, 77);
        }
    }

    @Test
    void refusesAnEmptyPlaintextWithAWrongTag() throws Exception {
        Random random = Seed.random("refusesAnEmptyPlaintextWithAWrongTag");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[] sealed = sealed(twin(), key, iv, 5, plain(0, random));
        try (PacketCipher opening = suite().create(key, iv)) {
            refuses(opening, flipped(sealed, sealed.length * 8 - 1), 5, "wrong tag");
            refuses(opening, new byte[HEADER_BYTES + TAG_BYTES], 5, "zeros");
            opens(opening, sealed, 5);
        }
    }

    @Test
    void refusesPacketsTooShortForATag() throws Exception {
        Random random = Seed.random("refusesPacketsTooShortForATag");
        try (PacketCipher opening = suite().create(key(random), iv(random))) {
            for (int lengthBytes = 0; lengthBytes < HEADER_BYTES + TAG_BYTES; lengthBytes++) {
                refuses(opening, new byte[lengthBytes], lengthBytes, lengthBytes + " octets");
            }
        }
    }

    @Test
    void refusesAnotherNumberKeyOrInitialisationVector() throws Exception {
        Random random = Seed.random("refusesAnotherNumberKeyOrInitialisationVector");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[] sealed = sealed(twin(), key, iv, 9, plain(100, random));
        try (PacketCipher opening = suite().create(key, iv);
                PacketCipher otherKey = suite().create(flipped(key, 3), iv);
                PacketCipher otherIv = suite().create(key, flipped(iv, 1))) {
            refuses(opening, sealed, 10, "next number");
            refuses(opening, sealed, 9 | 1L << 32, "number with the same low half");
            refuses(otherKey, sealed, 9, "other key");
            refuses(otherIv, sealed, 9, "other initialisation vector");
            opens(opening, sealed, 9);
        }
    }

    @Test
    void opensTheGenuinePacketAfterForgedOnesWithItsNumber() throws Exception {
        Random random = Seed.random("opensTheGenuinePacketAfterForgedOnesWithItsNumber");
        byte[] key = key(random);
        byte[] iv = iv(random);
        try (PacketCipher opening = suite().create(key, iv)) {
            for (int number = 0; number < 50; number++) {
                byte[] genuine = sealed(twin(), key, iv, number, plain(64, random));
                for (int forged = 0; forged < number % 4; forged++) {
                    refuses(opening, flipped(genuine, random.nextInt(genuine.length * 8)), number, "forged");
                }
                opens(opening, genuine, number);
                opens(opening, genuine, number);
            }
        }
    }

    @Test
    void letsNoMutationThroughAndThrowsNothing() throws Exception {
        Random random = Seed.random("letsNoMutationThroughAndThrowsNothing");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[] genuine = sealed(twin(), key, iv, 1000, plain(200, random));
        try (PacketCipher opening = suite().create(key, iv)) {
            for (int round = 0; round < 2_000; round++) {
                byte[] mutated = new byte[random.nextInt(genuine.length)];
                System.arraycopy(genuine, 0, mutated, 0, mutated.length);
                for (int change = random.nextInt(4); change > 0 && mutated.length > 0; change--) {
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
                }
                refuses(opening, mutated, random.nextLong(), "mutation " + round);
            }
            opens(opening, genuine, 1000);
        }
    }

    @Test
    void copiesKeyAndInitialisationVectorAndSharesNothing() throws Exception {
        Random random = Seed.random("copiesKeyAndInitialisationVectorAndSharesNothing");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[] genuine = sealed(twin(), key, iv, 1, plain(100, random));
        byte[] theirKey = key.clone();
        byte[] theirIv = iv.clone();
        PacketCipher other = suite().create(flipped(key, 0), iv);
        try (PacketCipher opening = suite().create(theirKey, theirIv)) {
            random.nextBytes(theirKey);
            random.nextBytes(theirIv);
            refuses(other, genuine, 1, "other key");
            opens(opening, genuine, 1);
            other.close();
            opens(opening, genuine, 1);
        }
    }

    @Test
    void refusesKeysAndVectorsOfAnotherLength() {
        for (int keyBytes : new int[] {0, suite().keyBytes() - 1, suite().keyBytes() + 1}) {
            assertThatThrownBy(() -> suite().create(new byte[keyBytes], new byte[NONCE_BYTES]))
                    .as("key of %d octets", keyBytes)
                    .isInstanceOfAny(IllegalArgumentException.class, GeneralSecurityException.class);
        }
        for (int ivBytes : new int[] {0, NONCE_BYTES - 1, NONCE_BYTES + 1}) {
            assertThatThrownBy(() -> suite().create(new byte[suite().keyBytes()], new byte[ivBytes]))
                    .as("initialisation vector of %d octets", ivBytes)
                    .isInstanceOfAny(IllegalArgumentException.class, GeneralSecurityException.class);
        }
    }

    @Test
    void worksNoMoreOnceClosed() throws Exception {
        Random random = Seed.random("worksNoMoreOnceClosed");
        byte[] key = key(random);
        byte[] iv = iv(random);
        byte[] plain = plain(100, random);
        byte[] genuine = sealed(twin(), key, iv, 1, plain);
        PacketCipher opening = suite().create(key, iv);
        opens(opening, genuine, 1);
        opening.close();
        opening.close();
        refuses(opening, genuine, 1, "after close");
        PacketCipher sealing = suite().create(key, iv);
        sealing.close();
        assertThatThrownBy(() -> sealing.seal(batch(plain), 0, 1, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsLimitsThatCanBeKept() {
        assertThat(suite().keyBytes()).isBetween(16, 64);
        assertThat(suite().rekeyPackets()).isPositive();
        assertThat(suite().stopPackets()).isGreaterThan(suite().rekeyPackets());
    }

    @Test
    void allocatesNothingOfItsOwn() throws Exception {
        byte[] key = new byte[suite().keyBytes()];
        PacketBatch packets = batch(new byte[HEADER_BYTES + PACKET_BYTES]);
        byte[][] sealed = new byte[2][];
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] = sealed(twin(), key, new byte[NONCE_BYTES], i, new byte[HEADER_BYTES + PACKET_BYTES]);
        }
        try (PacketCipher sealing = suite().create(key, new byte[NONCE_BYTES]);
                PacketCipher opening = suite().create(key, new byte[NONCE_BYTES])) {
            long perSeal = Allocations.steadyBytes(() -> sealMany(sealing, packets)) / ALLOCATION_PACKETS;
            long perOpen = Allocations.steadyBytes(() -> openMany(opening, packets, sealed)) / ALLOCATION_PACKETS;
            assertThat(perSeal)
                    .as("octets allocated per sealed packet")
                    .isLessThanOrEqualTo(platformBytesPerSeal(PACKET_BYTES) + ALLOCATION_SLACK_BYTES);
            assertThat(perOpen)
                    .as("octets allocated per opened packet")
                    .isLessThanOrEqualTo(platformBytesPerOpen(PACKET_BYTES) + ALLOCATION_SLACK_BYTES);
        }
    }

    private static void sealMany(PacketCipher sealing, PacketBatch packets) {
        for (int packet = 0; packet < ALLOCATION_PACKETS; packet++) {
            packets.resize(0, packets.offset(0), HEADER_BYTES + PACKET_BYTES);
            sealing.seal(packets, 0, 1, packet);
        }
    }

    private static void openMany(PacketCipher opening, PacketBatch packets, byte[][] sealed) {
        long[] numbers = new long[1];
        for (int packet = 0; packet < ALLOCATION_PACKETS; packet++) {
            byte[] next = sealed[packet & 1];
            System.arraycopy(next, 0, packets.slab(), packets.offset(0), next.length);
            packets.resize(0, packets.offset(0), next.length);
            numbers[0] = packet & 1;
            if (opening.open(packets, 0, 1, numbers) != 1) {
                throw new AssertionError("A genuine packet was refused.");
            }
        }
    }

    private static void refuses(PacketCipher opening, byte[] packet, long number, String why) {
        PacketBatch packets = batch(packet);
        assertThat(opening.open(packets, 0, 1, new long[] {number})).as(why).isZero();
        assertThat(packets.lengthBytes(0)).as(why).isEqualTo(REFUSED);
    }

    private static void opens(PacketCipher opening, byte[] packet, long number) {
        PacketBatch packets = batch(packet);
        assertThat(opening.open(packets, 0, 1, new long[] {number})).isEqualTo(1);
        assertThat(packets.lengthBytes(0)).isEqualTo(packet.length - TAG_BYTES);
    }

    private static byte[][] plains(int count, int plaintextBytes, Random random) {
        byte[][] plains = new byte[count][];
        for (int i = 0; i < count; i++) {
            plains[i] = plain(plaintextBytes, random);
        }
        return plains;
    }

    private byte[] key(Random random) {
        byte[] key = new byte[suite().keyBytes()];
        random.nextBytes(key);
        return key;
    }

    private static byte[] iv(Random random) {
        byte[] iv = new byte[NONCE_BYTES];
        random.nextBytes(iv);
        return iv;
    }
}
