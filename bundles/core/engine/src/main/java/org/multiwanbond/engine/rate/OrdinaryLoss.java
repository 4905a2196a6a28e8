package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * The share of octets a path loses while it has no queue, as radio links do: it says nothing of the rate and is taken out of
 * it. Confined to the send thread.
 */
@HotPath
final class OrdinaryLoss {
    private static final long LEARN_NS = 500_000_000L;
    private static final double WEIGHT = 0.3;
    private static final double MOST = 0.4;
    /** Loss beyond what the path loses anyway that shows a full queue. */
    private static final double OVERFLOW_RATIO = 0.05;
    /** Mean deviations that chance alone exceeds once in some thousand stretches. */
    private static final double DEVIATIONS = 4;

    private double ratio;
    private double deviation;
    private long learntNs;

    /** Learns from what was sent since {@code calmSinceNs} and since it learnt last, if that is long enough ago. */
    void learn(AckTrail trail, long calmSinceNs, long nowNs) {
        long fromNs = Math.max(calmSinceNs, learntNs);
        if (nowNs - fromNs < LEARN_NS) {
            return;
        }
        learntNs = nowNs;
        long from = trail.since(fromNs);
        long last = trail.end() - 1;
        if (last <= from) {
            return;
        }
        double sent = trail.sentOctets(last) - trail.sentOctets(from);
        double arrived = trail.arrivedOctets(last) - trail.arrivedOctets(from);
        double lost = sent <= 0 ? 0 : Math.max(0, Math.min(MOST, 1 - arrived / sent));
        deviation += (Math.abs(lost - ratio) - deviation) * WEIGHT;
        ratio += (lost - ratio) * WEIGHT;
    }

    /**
     * The share that a stretch of this length may lose by chance: losses that come in bursts differ from stretch to stretch,
     * the more the shorter they are.
     */
    double mostRatio(long spanNs) {
        double shorter = Math.sqrt((double) LEARN_NS / Math.max(1, spanNs));
        return ratio + Math.max(OVERFLOW_RATIO, DEVIATIONS * deviation * shorter);
    }

    /** Share of octets, 0 to 1. */
    double ratio() {
        return ratio;
    }
}
