package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * What a stretch of acknowledgments says of a path's rate. Confined to the send thread.
 *
 * <p>While a bottleneck has a queue, the delay grows by what is sent beyond its rate: sent = rate × (1 + growth). The growth
 * is read from the least delays at both ends of the stretch, which a stall of either machine or the jitter of single packets
 * does not move, and lost packets do not either. Only when a full queue drops what comes, the delay stands still; then the
 * octets that arrived tell.
 */
@HotPath
final class RateSample {
    private static final double BITS_PER_SECOND = 8e9;
    private static final int LEAST_ENTRIES = 6;
    private double sentBitsPerSecond;
    private double arrivedBitsPerSecond;
    private double lossRatio;
    private double growth;
    private long spanNs;

    /** Measures from this entry to the newest; answers whether there was enough to measure at all. */
    boolean measure(AckTrail trail, long from) {
        long last = trail.end() - 1;
        if (last - from < LEAST_ENTRIES) {
            return false;
        }
        spanNs = trail.sentNs(last) - trail.sentNs(from);
        long arrivalNs = trail.arrivedNs(last) - trail.arrivedNs(from);
        if (spanNs <= 0 || arrivalNs <= 0) {
            return false;
        }
        double sent = trail.sentOctets(last) - trail.sentOctets(from);
        double arrived = trail.arrivedOctets(last) - trail.arrivedOctets(from);
        sentBitsPerSecond = sent * BITS_PER_SECOND / spanNs;
        arrivedBitsPerSecond = arrived * BITS_PER_SECOND / arrivalNs;
        lossRatio = sent <= 0 ? 0 : Math.max(0, 1 - arrived / sent);
        growth = growth(trail, from, last);
        return sent > 0;
    }

    private double growth(AckTrail trail, long from, long last) {
        long begin = trail.sentNs(from);
        long early = trail.since(begin + spanNs / 3);
        long late = trail.since(begin + 2 * spanNs / 3);
        if (early <= from || late > last) {
            return 0;
        }
        long first = trail.leastDelayEntry(from, early);
        long second = trail.leastDelayEntry(late, last + 1);
        long betweenNs = trail.sentNs(second) - trail.sentNs(first);
        return betweenNs <= 0 ? 0 : (double) (trail.delayNs(second) - trail.delayNs(first)) / betweenNs;
    }

    /** What the path carried, if it had a queue throughout; {@code ordinary} is lost without one. */
    double carriedBitsPerSecond(OrdinaryLoss ordinary) {
        double byDelay = sentBitsPerSecond / Math.max(0.2, 1 + growth);
        return overflows(ordinary) ? Math.min(byDelay, arrivedBitsPerSecond / (1 - ordinary.ratio())) : byDelay;
    }

    /** Whether a full queue dropped packets. */
    boolean overflows(OrdinaryLoss ordinary) {
        return lossRatio > ordinary.mostRatio(spanNs);
    }

    double sentBitsPerSecond() {
        return sentBitsPerSecond;
    }

    /** Seconds the delay grows a second. */
    double growth() {
        return growth;
    }

    /** Time between the first and the last packet, by our clock. */
    long spanNs() {
        return spanNs;
    }
}
