package org.multiwanbond.engine.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenessTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    private final Lateness lateness = new Lateness();

    @Test
    void knowsNothingAtFirst() {
        assertThat(lateness.p99Ns(0)).isZero();
    }

    @Test
    void leavesOneOfAHundredOut() {
        for (int i = 0; i < 198; i++) {
            lateness.add(20 * MS, 0);
        }
        lateness.add(300 * MS, 0);
        lateness.add(300 * MS, 0);
        assertThat(lateness.p99Ns(0)).isEqualTo(21 * MS);
        lateness.add(300 * MS, 0);
        assertThat(lateness.p99Ns(0)).isEqualTo(301 * MS);
    }

    @Test
    void takesTheLargestOfAFew() {
        lateness.add(20 * MS, 0);
        lateness.add(70 * MS + 1, 0);
        assertThat(lateness.p99Ns(0)).isEqualTo(71 * MS);
    }

    @Test
    void countsWhatIsLaterThanItsScaleAsTheLongestItKnows() {
        lateness.add(5 * SECOND, 0);
        assertThat(lateness.p99Ns(0)).isEqualTo(512 * MS);
    }

    @Test
    void forgetsAfterTwoSpans() {
        lateness.add(100 * MS, 0);
        assertThat(lateness.p99Ns(11 * SECOND)).isEqualTo(101 * MS);
        lateness.add(10 * MS, 12 * SECOND);
        assertThat(lateness.p99Ns(22 * SECOND)).isEqualTo(11 * MS);
        assertThat(lateness.p99Ns(60 * SECOND)).isZero();
    }
}
