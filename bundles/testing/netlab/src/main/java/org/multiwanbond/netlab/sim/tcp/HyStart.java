package org.multiwanbond.netlab.sim.tcp;

/** Tells when slow start has filled the link, before it loses: HyStart as Linux has it. Confined to one thread. */
final class HyStart {
    /** Linux hystart_low_window. */
    private static final int LEAST_SEGMENTS = 16;

    /** Linux HYSTART_MIN_SAMPLES. */
    private static final int SAMPLES = 8;

    /** Linux HYSTART_DELAY_MIN and HYSTART_DELAY_MAX. */
    private static final long LEAST_DELAY_NS = 4_000_000;

    private static final long MOST_DELAY_NS = 16_000_000;

    /** Linux hystart_ack_delta: acknowledgements this close are one train. */
    private static final long TRAIN_GAP_NS = 2_000_000;

    private long roundStartNs;
    private long lastNs;
    private long roundEnd;
    private long leastNs;
    private int samples;

    /** Whether slow start should end. */
    boolean isFull(AckSample sample, int windowSegments) {
        if (sample.acknowledged >= roundEnd) {
            roundStartNs = sample.nowNs;
            lastNs = sample.nowNs;
            roundEnd = sample.next;
            leastNs = Long.MAX_VALUE;
            samples = 0;
        }
        return isLongTrain(sample, windowSegments) | isDelayed(sample, windowSegments);
    }

    private boolean isLongTrain(AckSample sample, int windowSegments) {
        if (sample.nowNs - lastNs > TRAIN_GAP_NS) {
            return false;
        }
        lastNs = sample.nowNs;
        return windowSegments >= LEAST_SEGMENTS && sample.nowNs - roundStartNs > sample.minRttNs / 2;
    }

    private boolean isDelayed(AckSample sample, int windowSegments) {
        if (sample.rttNs == AckSample.NONE) {
            return false;
        }
        leastNs = Math.min(leastNs, sample.rttNs);
        if (samples < SAMPLES) {
            samples++;
            return false;
        }
        long delayNs = Math.max(LEAST_DELAY_NS, Math.min(MOST_DELAY_NS, sample.minRttNs / 8));
        return windowSegments >= LEAST_SEGMENTS && leastNs > sample.minRttNs + delayNs;
    }
}
