package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainLengthTest {
    private static final long MS = 1_000_000L;
    private static final long RTT_NS = 20 * MS;

    private final TrainLength length = new TrainLength();

    @Test
    void makesATrainThatWasBackAtOnceLongerUpToALimit() {
        assertThat(length.packets()).isEqualTo(40);
        assertThat(length.grows(RTT_NS + MS, RTT_NS)).isTrue();
        assertThat(length.packets()).isEqualTo(160);
        assertThat(length.grows(RTT_NS + MS, RTT_NS)).isTrue();
        assertThat(length.packets()).isEqualTo(640);
        assertThat(length.grows(RTT_NS + MS, RTT_NS)).isFalse();
        assertThat(length.packets()).isEqualTo(640);
    }

    @Test
    void leavesATrainThatTookItsTimeAsItIs() {
        assertThat(length.grows(RTT_NS + 9 * MS, RTT_NS)).isFalse();
        assertThat(length.packets()).isEqualTo(40);
    }

    @Test
    void doesNotGuessWhileNoRoundTripIsKnown() {
        assertThat(length.grows(MS, 0)).isFalse();
    }

    @Test
    void beginsAnewWhenThePathMayBeAnother() {
        length.grows(MS, MS);
        length.reset();
        assertThat(length.packets()).isEqualTo(40);
    }
}
