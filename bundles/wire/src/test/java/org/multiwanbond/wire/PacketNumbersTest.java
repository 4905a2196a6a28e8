package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PacketNumbersTest {

    private static final long SEED = 20_261;
    private static final Pattern LINE = Pattern.compile("pn L=(-?)0x(\\w+) t=0x(\\w+) = 0x(\\w+)");

    @Test
    void matchesTheVectors() {
        var lines = Vectors.load().lines("pn ");
        assertThat(lines).hasSize(10);
        for (String line : lines) {
            Matcher part = LINE.matcher(line);
            assertThat(part.matches()).as(line).isTrue();
            long largest = Long.parseLong(part.group(1) + part.group(2), 16);
            int low = Integer.parseUnsignedInt(part.group(3), 16);
            assertThat(PacketNumbers.reconstruct(largest + 1, low))
                    .as(line)
                    .isEqualTo(Long.parseLong(part.group(4), 16));
        }
    }

    @Test
    void findsTheNearestNumberAsSearchingDoes() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            long expected = random.nextLong() >>> 2 + random.nextInt(40);
            int low = (int) expected + (random.nextBoolean() ? random.nextInt() : random.nextInt(7) - 3 ^ 1 << 31);
            assertThat(PacketNumbers.reconstruct(expected, low))
                    .as("expected %x low %x", expected, low)
                    .isEqualTo(nearest(expected, low));
        }
    }

    /** Of the numbers with these low bits the one nearest to the expected, found by trying. */
    private static long nearest(long expected, int low) {
        long best = -1;
        for (long high = Math.max(0, (expected >>> 32) - 2); high <= (expected >>> 32) + 2; high++) {
            long candidate = high << 32 | low & 0xffff_ffffL;
            // §3: the candidate lies within (E − 2^31, E + 2^31], or is the lowest there is
            if (candidate > expected - (1L << 31) && candidate <= expected + (1L << 31)) {
                best = candidate;
            }
        }
        return best >= 0 ? best : low & 0xffff_ffffL;
    }

    @Test
    void formsTheNoncesOfTheVectors() {
        Vectors vectors = Vectors.load();
        byte[] nonce = new byte[PacketNumbers.NONCE_BYTES];
        PacketNumbers.nonce(vectors.octets("iv  i2r s1 p5"), 0x100000003L, nonce);
        assertThat(nonce).isEqualTo(vectors.octets("nonce s1 p5 pn100000003"));
        PacketNumbers.nonce(vectors.octets("iv  i2r s2 p0"), 0, nonce);
        assertThat(nonce).isEqualTo(vectors.octets("nonce s2 p0 pn0"));
    }
}
