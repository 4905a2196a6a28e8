package org.multiwanbond.netlab.sim.tcp;

/** Smoothed round-trip time and retransmission time-out (RFC 6298). Confined to one thread. */
final class RoundTrip {
    /** RFC 6298 §2.1. */
    private static final long INITIAL_RTO_NS = 1_000_000_000;

    /** Linux TCP_RTO_MIN, where RFC 6298 has a second; Linux takes it for the least variation, so it is added to the mean. */
    private static final long LEAST_VARIATION_NS = 200_000_000;

    /** Linux TCP_RTO_MAX. */
    private static final long LONGEST_RTO_NS = 120_000_000_000L;

    /** Linux net.ipv4.tcp_min_rtt_wlen: the minimum is forgotten after 300 s. */
    private static final long MIN_WINDOW_NS = 300_000_000_000L;

    private long smoothedNs;
    private long variationNs;
    private long minNs = Long.MAX_VALUE;
    private long minAtNs;
    private int backoff;

    /** Takes a measurement in; {@code latestNs} is of the segment acknowledged last, for the minimum. */
    void measured(long rttNs, long latestNs, long nowNs) {
        if (smoothedNs == 0) {
            smoothedNs = rttNs;
            variationNs = rttNs / 2;
        } else {
            variationNs += (Math.abs(rttNs - smoothedNs) - variationNs) / 4;
            smoothedNs += (rttNs - smoothedNs) / 8;
        }
        if (latestNs <= minNs || nowNs - minAtNs > MIN_WINDOW_NS) {
            minNs = latestNs;
            minAtNs = nowNs;
        }
        backoff = 0;
    }

    boolean isMeasured() {
        return smoothedNs > 0;
    }

    long smoothedNs() {
        return smoothedNs;
    }

    /** The least measured; a large number before the first. */
    long minNs() {
        return minNs;
    }

    void backOff() {
        backoff++;
    }

    void endBackoff() {
        backoff = 0;
    }

    long timeoutNs() {
        long baseNs = isMeasured() ? smoothedNs + Math.max(4 * variationNs, LEAST_VARIATION_NS) : INITIAL_RTO_NS;
        return Math.min(LONGEST_RTO_NS, baseNs << Math.min(backoff, 16));
    }
}
