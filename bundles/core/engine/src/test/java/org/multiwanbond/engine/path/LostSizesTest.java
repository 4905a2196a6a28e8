package org.multiwanbond.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.wire.ReplayWindow;
import org.multiwanbond.wire.control.AckFrame;

/** A path that carries less than it did is noticed by what is lost and what arrives. */
class LostSizesTest {
    private static final long MS = 1_000_000L;
    private static final int LARGE = 1_468;
    private static final int MIDDLE = 1_300;
    private static final int SMALL = 120;

    private final ReplayWindow arrived = new ReplayWindow();
    private final AckFrame ack = new AckFrame();
    private final SentLog log = new SentLog(new NoSink());
    private final LostSizes sizes = log.sizes();
    private long nowNs = MS;

    private void sends(int... wireBytes) {
        for (int bytes : wireBytes) {
            log.sent(log.next(), bytes, true, nowNs);
        }
    }

    private void arrive(long... numbers) {
        for (long number : numbers) {
            arrived.mark(number);
        }
        ack.fill(0, arrived, 0);
        nowNs += 20 * MS;
        log.acknowledged(ack, 10 * MS, nowNs);
    }

    @Test
    void threeLargeOnesLostWhileASmallOneArrives() {
        sends(LARGE, LARGE, LARGE, SMALL);
        arrive(3);
        assertThat(sizes.hasShrunk()).isTrue();
    }

    @Test
    void twoMayBeChance() {
        sends(LARGE, LARGE, SMALL);
        arrive(2);
        assertThat(sizes.hasShrunk()).isFalse();
    }

    @Test
    void smallOnesLostTellNothing() {
        sends(SMALL, SMALL, SMALL, SMALL, SMALL, LARGE);
        arrive(5);
        assertThat(sizes.hasShrunk()).isFalse();
    }

    @Test
    void burstsOfLossEndWithLargeOnesThatArrive() {
        sends(LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, SMALL);
        arrive(5, 6);
        assertThat(sizes.hasShrunk()).isFalse();
        sends(LARGE, LARGE, SMALL);
        arrive(9);
        assertThat(sizes.hasShrunk()).isFalse();
    }

    @Test
    void middlingOnesThatArriveDoNotHideThatLargeOnesDoNot() {
        sends(LARGE, MIDDLE, LARGE, MIDDLE);
        arrive(1);
        arrive(3);
        sends(LARGE, MIDDLE);
        arrive(5);
        assertThat(sizes.hasShrunk()).isTrue();
    }

    @Test
    void aPathThatIsDownLosesAllSizes() {
        sends(LARGE, LARGE, LARGE, LARGE, SMALL);
        log.abandon();
        assertThat(sizes.hasShrunk()).isFalse();
    }

    @Test
    void whatWasSentBeforeTheNewSearchIsForgotten() {
        sends(LARGE, LARGE, LARGE, SMALL, LARGE, LARGE, LARGE, LARGE);
        arrive(3);
        assertThat(sizes.hasShrunk()).isTrue();
        assertThat(log.lossRatio()).isPositive();
        sizes.forget(log.next());
        log.forgetLosses();
        sends(SMALL);
        arrive(8);
        assertThat(sizes.hasShrunk()).isFalse();
        assertThat(log.lostPackets()).isEqualTo(7);
        assertThat(log.lossRatio()).isZero();
    }
}
