package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * How much room a path must have had taken from it before it takes packets again. A thread that serves many busy sessions
 * would else send each packet in a train of its own, at several times the cost. Confined to the send thread.
 */
@HotPath
public final class Grain {
    /** Each busy session beside the first: 20 000 trains a second in all. */
    private static final long PER_SESSION_NS = 50_000L;

    /** A path's queue never holds more than some 4 ms. */
    static final long LONGEST_NS = 4_000_000L;

    private int waiting;
    private long ns;

    /** Counts a session whose packets wait for room, or counts it no more; answers {@code waits}. */
    public boolean count(boolean waited, boolean waits) {
        if (waited != waits) {
            waiting += waits ? 1 : -1;
            ns = Math.max(0, Math.min(LONGEST_NS, (waiting - 1) * PER_SESSION_NS));
        }
        return waits;
    }

    /** Nothing for a session alone, 4 ms at most. */
    long ns() {
        return ns;
    }
}
