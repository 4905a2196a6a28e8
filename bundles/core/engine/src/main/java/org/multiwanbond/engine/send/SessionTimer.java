package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;

/**
 * When a session wants its time, so that a loop with a thousand idle sessions gives it to those alone that have something to
 * do. Confined to the send thread.
 */
@HotPath
final class SessionTimer {
    /** At least this often, so that what other threads left to be noticed is. */
    private static final long LONGEST_WAIT_NS = 50_000_000L;

    private long nextNs = Long.MIN_VALUE;
    private long dueNs;

    /** Something happened: the session wants its time now. */
    void ring() {
        nextNs = Long.MIN_VALUE;
    }

    /** The session had its time, and asks for more then; answers that. */
    long set(long newDueNs, long nowNs) {
        dueNs = newDueNs;
        nextNs = Math.min(newDueNs, nowNs + LONGEST_WAIT_NS);
        return newDueNs;
    }

    boolean isDue(long nowNs) {
        return nowNs >= nextNs;
    }

    long dueNs() {
        return dueNs;
    }
}
