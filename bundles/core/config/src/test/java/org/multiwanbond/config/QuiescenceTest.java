package org.multiwanbond.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuiescenceTest {
    private final Quiescence quiescence = new Quiescence(10, 35);

    @Test
    void waitsForNothingWhileNothingChanges() {
        assertThat(quiescence.remainingNs(5)).isEqualTo(Quiescence.NEVER);
    }

    @Test
    void waitsUntilTheBurstIsOver() {
        quiescence.touched(100);
        quiescence.touched(108);
        assertThat(quiescence.remainingNs(110)).isEqualTo(8);
        assertThat(quiescence.remainingNs(118)).isZero();
        quiescence.settled();
        assertThat(quiescence.remainingNs(120)).isEqualTo(Quiescence.NEVER);
    }

    @Test
    void doesNotWaitForEver() {
        for (int nowNs = 0; nowNs <= 35; nowNs += 5) {
            quiescence.touched(nowNs);
        }
        assertThat(quiescence.remainingNs(35)).isZero();
    }

    @Test
    void standsAClockThatWrapsRound() {
        quiescence.touched(Long.MAX_VALUE - 1);
        assertThat(quiescence.remainingNs(Long.MIN_VALUE + 8)).isZero();
    }
}
