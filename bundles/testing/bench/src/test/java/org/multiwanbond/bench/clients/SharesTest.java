package org.multiwanbond.bench.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void isOneWhenAllGetTheSame() {
        Shares shares = Shares.between(new long[] {1, 2, 3}, new long[] {11, 12, 13}, 1);
        assertThat(shares.jain()).isEqualTo(1);
        assertThat(shares.leastOfMean()).isEqualTo(1);
    }

    @Test
    void isOneInNWhenOneGetsAll() {
        assertThat(new Shares(new long[] {0, 0, 0, 8}, 1).jain()).isEqualTo(0.25);
        assertThat(new Shares(new long[] {0, 0, 0, 8}, 1).leastOfMean()).isZero();
    }

    @Test
    void countsBitsPerSecondOfAllAndOfAllButTheFirst() {
        Shares shares = new Shares(new long[] {3_000_000, 1_000_000}, 2);
        assertThat(shares.mbitPerSecond()).isEqualTo(16, within(1e-9));
        assertThat(shares.butFirst().mbitPerSecond()).isEqualTo(4, within(1e-9));
    }

    @Test
    void isNothingWhenNothingCame() {
        assertThat(new Shares(new long[] {0, 0}, 1).jain()).isZero();
    }
}
