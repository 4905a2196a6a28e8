package org.multiwanbond.engine.path;

import org.multiwanbond.api.HotPath;

/** Round-trip time and its variation, smoothed as in RFC 6298 §2. Confined to the send thread. */
@HotPath
public final class RoundTrip {
    /** Before the first sample: RFC 9002 §6.2.2 uses 333 ms for the same purpose; a satellite needs about 600. */
    private static final long INITIAL_PTO_NS = 1_000_000_000L;
    /** Protocol §7: "PTO = SRTT + 4·RTTVAR + 5 ms"; the peer's acknowledgment delay comes on top. */
    private static final long PTO_SLACK_NS = 5_000_000L;

    /**
     * RFC 6298 §2 takes at least the clock's granularity for 4·RTTVAR. Ours is that of a garbage-collected process on a
     * shared machine: pauses of 16 ms were measured, and both ends may have one.
     */
    private static final long LEAST_SPREAD_NS = 20_000_000L;

    private static final long ACK_DELAY_NS = 5_000_000L;
    /** What a peer says of time is not believed beyond this; a minute on a path is as good as never. */
    private static final long LONGEST_NS = 60_000_000_000L;

    private long smoothedNs;
    private long variationNs;
    private long latestNs;
    private long leastNs = Long.MAX_VALUE;

    /** Takes in a sample. */
    public void sample(long rttNs) {
        long rtt = Math.max(1, Math.min(LONGEST_NS, rttNs));
        latestNs = rtt;
        leastNs = Math.min(leastNs, rtt);
        if (smoothedNs == 0) {
            smoothedNs = rtt;
            variationNs = rtt / 2;
            return;
        }
        variationNs += (Math.abs(smoothedNs - rtt) - variationNs) / 4;
        smoothedNs += (rtt - smoothedNs) / 8;
    }

    public boolean isKnown() {
        return smoothedNs != 0;
    }

    /** How long to wait for an acknowledgment before the path is suspect. */
    public long ptoNs() {
        long spreadNs = Math.max(4 * variationNs, LEAST_SPREAD_NS);
        return isKnown() ? smoothedNs + spreadNs + PTO_SLACK_NS + ACK_DELAY_NS : INITIAL_PTO_NS;
    }

    /** The larger of smoothed and latest sample, 0 while unknown. */
    public long lossBaseNs() {
        return Math.max(smoothedNs, latestNs);
    }

    /** 0 while unknown. */
    public long smoothedNs() {
        return smoothedNs;
    }

    public long variationNs() {
        return variationNs;
    }

    /** Least sample so far, 0 while unknown. */
    public long leastNs() {
        return isKnown() ? leastNs : 0;
    }
}
