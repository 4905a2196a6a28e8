package org.multiwanbond.netlab.sim.tcp;

import org.multiwanbond.netlab.sim.SimParticipant;

/** The one timer of a sender: a tail loss probe (RFC 8985 §7) first where one is allowed, then the time-out. Confined to one thread. */
final class SendTimer {
    /** RFC 8985 §7.2: the receiver may delay the acknowledgement of a single segment; Linux adds its least RTO. */
    private static final long SINGLE_SEGMENT_NS = 200_000_000;

    private final RoundTrip roundTrip;
    private long atNs = SimParticipant.NEVER;
    private boolean probe;

    SendTimer(RoundTrip roundTrip) {
        this.roundTrip = roundTrip;
    }

    long atNs() {
        return atNs;
    }

    boolean isProbe() {
        return probe;
    }

    boolean isSet() {
        return atNs != SimParticipant.NEVER;
    }

    void cancel() {
        atNs = SimParticipant.NEVER;
    }

    void setTimeout(long nowNs) {
        atNs = nowNs + roundTrip.timeoutNs();
        probe = false;
    }

    void setProbe(int inFlight, long nowNs) {
        long waitNs = 2 * roundTrip.smoothedNs() + (inFlight == 1 ? SINGLE_SEGMENT_NS : 0);
        atNs = nowNs + Math.min(waitNs, roundTrip.timeoutNs());
        probe = true;
    }
}
