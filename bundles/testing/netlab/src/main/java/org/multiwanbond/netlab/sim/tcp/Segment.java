package org.multiwanbond.netlab.sim.tcp;

/** A segment sent and not yet acknowledged cumulatively. Confined to one thread. */
final class Segment {
    final long number;
    final int payloadBytes;
    State state = State.SENT;
    int transmissions;
    long sentNs;
    /** The state of the rate measurement when it was sent. */
    long delivered;

    long deliveredNs;
    long firstSentNs;

    Segment(long number, int payloadBytes) {
        this.number = number;
        this.payloadBytes = payloadBytes;
    }

    boolean isRetransmitted() {
        return transmissions > 1;
    }

    enum State {
        SENT,
        SACKED,
        LOST
    }
}
