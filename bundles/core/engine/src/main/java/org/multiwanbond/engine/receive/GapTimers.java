package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;

/**
 * DSNs somebody waits for and when to give each up, first in first out: the hold time changes slowly, so a deadline is
 * met late by at most its change. Confined to the receive thread.
 */
@HotPath
final class GapTimers {
    static final long NEVER = Long.MAX_VALUE;

    private final long[] missing;
    private final long[] deadlines;
    private int head;
    private int count;

    GapTimers(int capacity) {
        missing = new long[capacity];
        deadlines = new long[capacity];
    }

    boolean isFull() {
        return count == missing.length;
    }

    /** Remembers a gap; there must be room. */
    void add(long dsn, long deadlineNs) {
        int at = (head + count) % missing.length;
        missing[at] = dsn;
        deadlines[at] = deadlineNs;
        count++;
    }

    long dueNs() {
        return count == 0 ? NEVER : deadlines[head];
    }

    long take() {
        long dsn = missing[head];
        head = next(head);
        count--;
        return dsn;
    }

    private int next(int at) {
        return at + 1 == missing.length ? 0 : at + 1;
    }
}
