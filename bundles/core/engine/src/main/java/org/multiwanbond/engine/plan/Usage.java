package org.multiwanbond.engine.plan;

import java.time.LocalDate;

/**
 * What a link carried since the first day of a period. Thread-safe: immutable.
 *
 * @param from first day
 * @param bytes octets sent and received, headers of IP included
 * @param toldPercent the highest mark of its plan it was said to have reached; 0 for none
 */
record Usage(LocalDate from, long bytes, int toldPercent) {
    Usage {
        if (bytes < 0 || toldPercent < 0 || toldPercent > 100) {
            throw new IllegalArgumentException("a number is out of range");
        }
    }

    /** Nothing yet. */
    static Usage none(LocalDate from) {
        return new Usage(from, 0, 0);
    }

    Usage plus(long moreBytes) {
        return new Usage(from, bytes + moreBytes, toldPercent);
    }

    Usage told(int percent) {
        return new Usage(from, bytes, percent);
    }

    /**
     * The usage in the period that begins with this day. A later period begins with nothing; an earlier one, after a
     * change of the plan or of the clock, contains all that was counted.
     */
    Usage in(LocalDate periodFrom) {
        return periodFrom.isAfter(from) ? none(periodFrom) : new Usage(periodFrom, bytes, toldPercent);
    }
}
