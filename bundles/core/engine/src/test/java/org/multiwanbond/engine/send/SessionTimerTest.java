package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionTimerTest {
    private static final long MS = 1_000_000L;

    private final SessionTimer timer = new SessionTimer();

    @Test
    void isDueAtOnceAndThenWhenItWasAskedFor() {
        assertThat(timer.isDue(0)).isTrue();
        assertThat(timer.set(30 * MS, 10 * MS)).isEqualTo(30 * MS);
        assertThat(timer.isDue(30 * MS - 1)).isFalse();
        assertThat(timer.isDue(30 * MS)).isTrue();
        assertThat(timer.dueNs()).isEqualTo(30 * MS);
    }

    @Test
    void isDueWhenSomethingHappens() {
        timer.set(Long.MAX_VALUE, 0);
        assertThat(timer.isDue(1)).isFalse();
        timer.ring();
        assertThat(timer.isDue(1)).isTrue();
    }

    @Test
    void isDueTwentyTimesASecondThoughNothingIsAsked() {
        timer.set(Long.MAX_VALUE, 7 * MS);
        assertThat(timer.isDue(57 * MS)).isTrue();
        assertThat(timer.dueNs()).isEqualTo(Long.MAX_VALUE);
    }
}
