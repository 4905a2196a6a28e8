package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Seed;

class ChecksumTest {
    private final Random random = Seed.random("ChecksumTest");

    @Test
    void isTheSumOfTheSlowTwin() {
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = TestPacket.octets(random, random.nextInt(round % 100 == 0 ? 65_600 : 200));
            int from = random.nextInt(octets.length + 1);
            int count = random.nextInt(octets.length - from + 1);
            assertThat(Checksum.sum(octets, from, count)).isEqualTo(TestPacket.slowSum(0, octets, from, count));
        }
    }

    @Test
    void foldsWhateverWasAddedUp() {
        assertThat(Checksum.fold(0)).isZero();
        assertThat(Checksum.fold(0xffff)).isEqualTo(0xffff);
        assertThat(Checksum.fold(0x1_0000)).isEqualTo(1);
        assertThat(Checksum.fold(Long.MAX_VALUE)).isEqualTo((int) (Long.MAX_VALUE % 0xffff));
    }

    @Test
    void aZeroIsSentAsAllOnesWhereZeroMeansNone() {
        assertThat(Checksum.of(0xffff)).isZero();
        assertThat(Checksum.neverZero(0xffff)).isEqualTo(0xffff);
        assertThat(Checksum.neverZero(0x1234)).isEqualTo(0xedcb);
    }
}
