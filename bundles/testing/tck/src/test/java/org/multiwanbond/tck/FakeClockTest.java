package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeClockTest {
    @Test
    void movesOnlyWhenATestMovesIt() {
        FakeClock clock = new FakeClock(5);
        assertThat(clock.getAsLong()).isEqualTo(5);
        clock.advance(Duration.ofNanos(7));
        assertThat(clock.getAsLong()).isEqualTo(12);
    }

    @Test
    void doesNotGoBack() {
        assertThatThrownBy(() -> new FakeClock().advanceNs(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
