package org.multiwanbond.engine.receive;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/**
 * Held DSNs and when the hold of each ends, first in first out: the hold time changes slowly, so a deadline is met late by
 * at most its change. Grows as needed. Confined to the receive thread.
 */
@HotPath
final class HoldTimers {
    static final long NEVER = Long.MAX_VALUE;

    private static final int FIRST_SLOTS = 64;

    private long[] dsns = {};
    private long[] deadlines = {};
    private int head;
    private int count;

    void add(long dsn, long deadlineNs) {
        if (count == dsns.length) {
            grow();
        }
        int at = head + count & dsns.length - 1;
        dsns[at] = dsn;
        deadlines[at] = deadlineNs;
        count++;
    }

    private void grow() {
        if (count == 0) {
            dsns = new long[FIRST_SLOTS];
            deadlines = new long[FIRST_SLOTS];
            return;
        }
        dsns = unrolled(dsns);
        deadlines = unrolled(deadlines);
        head = 0;
    }

    /** Gives the memory back if there are none. */
    void rest() {
        if (count == 0) {
            dsns = new long[0];
            deadlines = new long[0];
            head = 0;
        }
    }

    private long[] unrolled(long[] ring) {
        long[] longer = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
        System.arraycopy(ring, 0, longer, ring.length - head, head);
        return longer;
    }

    boolean isEmpty() {
        return count == 0;
    }

    long dueNs() {
        return count == 0 ? NEVER : deadlines[head];
    }

    /** The DSN whose hold ends first; there must be one. */
    long first() {
        return dsns[head];
    }

    /** As {@link #first}, and forgets it. */
    long take() {
        long dsn = dsns[head];
        head = head + 1 & dsns.length - 1;
        count--;
        return dsn;
    }
}
