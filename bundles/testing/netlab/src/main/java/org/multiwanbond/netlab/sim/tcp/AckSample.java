package org.multiwanbond.netlab.sim.tcp;

/** What one acknowledgement says, filled in by the sender. Confined to one thread; valid during the call. */
final class AckSample {
    /** No measurement. */
    static final long NONE = -1;

    long nowNs;
    /** Segments newly acknowledged, cumulatively or selectively. */
    int delivered;
    /** Segments newly found lost. */
    int lost;

    int priorInFlight;
    int inFlight;
    boolean advanced;
    boolean windowLimited;
    /** Round-trip time of the segment acknowledged last, or {@link #NONE}. */
    long rttNs;

    long minRttNs;
    /** Everything below is acknowledged. */
    long acknowledged;
    /** The number of the next new segment. */
    long next;
    /** Segments delivered so far. */
    long totalDelivered;
    /** Segments that had been delivered when the sampled segment was sent. */
    long priorDelivered;
    /** Time over which the rate was measured, or {@link #NONE}. */
    long intervalNs;
}
