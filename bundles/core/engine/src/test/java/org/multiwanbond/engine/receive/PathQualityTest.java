package org.multiwanbond.engine.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.multiwanbond.engine.Counters;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.control.QualityFrame;

class PathQualityTest {
    private static final long MS = 1_000_000L;
    private static final int BYTES = 1_000;
    /** Of the sender's clock: near its wrap. */
    private static final long CLOCK_LEAD_NS = 65_500 * DataPayload.TIMESTAMP_UNIT_NS;

    private final RxPath path = new RxPath(new Counters(2), 0);
    private final QualityFrame frame = new QualityFrame();

    private void packet(long number, long sentNs, long delayNs) {
        path.authenticated(number, BYTES, RxPath.Wish.ACK, sentNs + delayNs);
        int timestamp = (int) ((sentNs + CLOCK_LEAD_NS) / DataPayload.TIMESTAMP_UNIT_NS) & 0xffff;
        path.quality().data(timestamp, sentNs + delayNs);
    }

    private boolean told(long nowNs) {
        return path.quality().fill(frame, 3, path, nowNs);
    }

    @Test
    void tellsLossAndRateSinceTheLastTime() {
        packet(0, 0, 10 * MS);
        assertThat(told(10 * MS)).isTrue();
        for (int i = 1; i <= 100; i++) {
            if (i % 4 != 0) {
                packet(i, i * MS, 10 * MS);
            }
        }
        packet(101, 101 * MS, 10 * MS);
        assertThat(told(110 * MS)).isTrue();
        assertThat(frame.pathId()).isEqualTo(3);
        assertThat(frame.loss()).isEqualTo(25 * 65_536 / 101);
        assertThat(frame.deliveryRateBitPerS()).isEqualTo(76 * BYTES * 8 * 10L);
        assertThat(told(120 * MS)).isFalse();
    }

    @Test
    void tellsTheQueueByTheGrowthOfTheDelayWhateverTheClocks() {
        for (int i = 0; i < 200; i++) {
            packet(i, i * MS, i < 100 ? 10 * MS : 30 * MS);
        }
        assertThat(told(300 * MS)).isTrue();
        assertThat((double) frame.queueDelayUs()).isCloseTo(20_000, within(130.0));
        assertThat(frame.jitterUs()).isLessThan(130);
    }

    @Test
    void tellsTheJitterAsRtpDoes() {
        for (int i = 0; i < 400; i++) {
            packet(i, i * 10 * MS, (i % 2 == 0 ? 10 : 15) * MS);
        }
        assertThat(told(4_100 * MS)).isTrue();
        assertThat((double) frame.jitterUs()).isCloseTo(5_000, within(150.0));
    }
}
