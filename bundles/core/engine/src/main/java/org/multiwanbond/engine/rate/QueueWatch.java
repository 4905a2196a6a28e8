package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/** How long packets wait in a path's queue: their delay beyond the least of late. Confined to the send thread. */
@HotPath
final class QueueWatch {
    /** Weight of a difference in the mean. */
    private static final double WEIGHT = 1.0 / 32;

    private final LeastOfLate base = new LeastOfLate();
    private long lastNs;
    private double deviationNs;
    private boolean known;

    void add(long delayNs, long nowNs) {
        base.add(delayNs, nowNs);
        // From one packet to the next, so that a queue that grows does not count as jitter.
        deviationNs += known ? (Math.abs(delayNs - lastNs) - deviationNs) * WEIGHT : 0;
        lastNs = delayNs;
        known = true;
    }

    /** Takes this delay for the one without a queue. */
    void rebase(long delayNs, long nowNs) {
        base.reset();
        base.add(delayNs, nowNs);
    }

    /** Delay without a queue, up to the session's constant. */
    long baseNs() {
        return base.isKnown() ? base.value() : 0;
    }

    boolean isKnown() {
        return known;
    }

    /** What this delay has beyond the base. */
    long beyondBaseNs(long delayNs) {
        return delayNs == LeastOfLate.NONE ? 0 : delayNs - baseNs();
    }

    /** Mean difference between the delays of neighbours. */
    long deviationNs() {
        return (long) deviationNs;
    }
}
