package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;

class SessionClockTest {
    private static final long US = 1_000L;
    private static final long MS = 1_000_000L;

    private final SessionClock clock = new SessionClock();

    @Test
    void makesDelaysComparableHoweverTheClocksDifferAndWhenTheyWrap() {
        for (long skewUs : new long[] {0, -5, 1L << 40, -(1L << 50) + 77, Integer.MAX_VALUE}) {
            SessionClock one = new SessionClock();
            long sentNs = 123 * MS;
            assertThat(one.delayNs(sentNs, (int) (sentNs / US + skewUs + 10_000)))
                    .isZero();
            // 2^32 microseconds are 71 minutes.
            for (int minute = 0; minute < 300; minute++) {
                sentNs += 60_000 * MS;
                int arrivedUs = (int) (sentNs / US + skewUs + 10_000 + minute);
                assertThat(one.delayNs(sentNs, arrivedUs)).isEqualTo(minute * US);
            }
        }
    }

    @Test
    void knowsAPathThatIsFasterThanTheFirst() {
        clock.delayNs(0, 40_000);
        assertThat(clock.delayNs(0, 10_000)).isEqualTo(-30 * MS);
    }

    @Test
    void allocatesNothing() {
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        clock.delayNs(i * MS, i * 1_000 + 5);
                    }
                }))
                .isZero();
    }
}
