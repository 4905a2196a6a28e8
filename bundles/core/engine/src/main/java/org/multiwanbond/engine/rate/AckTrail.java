package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * What the acknowledgments of one path said of its highest packet, oldest overwritten: when it left, when it arrived by the
 * peer's clock, how much had been sent up to it and how much had arrived by then. Confined to the send thread.
 */
@HotPath
final class AckTrail {
    /** Acknowledgments remembered: one second at one a millisecond; a power of two. */
    private static final int SLOTS = 1_024;

    private long[] sentNs = {};
    private long[] arrivedNs = {};
    private long[] sentOctets = {};
    private long[] arrivedOctets = {};
    private long[] delayNs = {};
    private long next;

    void add(long newSentNs, long newArrivedNs, long newSentOctets, long newArrivedOctets, long newDelayNs) {
        if (sentNs.length == 0) {
            sentNs = new long[SLOTS];
            arrivedNs = new long[SLOTS];
            sentOctets = new long[SLOTS];
            arrivedOctets = new long[SLOTS];
            delayNs = new long[SLOTS];
        }
        int at = slot(next++);
        sentNs[at] = newSentNs;
        arrivedNs[at] = newArrivedNs;
        sentOctets[at] = newSentOctets;
        arrivedOctets[at] = newArrivedOctets;
        delayNs[at] = newDelayNs;
    }

    /** The number of the oldest entry whose packet left at this time or later; {@link #end} if there is none. */
    long since(long fromSentNs) {
        long at = next;
        while (at > oldest() && sentNs[slot(at - 1)] >= fromSentNs) {
            at--;
        }
        return at;
    }

    private long oldest() {
        return Math.max(0, next - SLOTS);
    }

    /** One more than the number of the newest entry. */
    long end() {
        return next;
    }

    long sentNs(long entry) {
        return sentNs[slot(entry)];
    }

    long arrivedNs(long entry) {
        return arrivedNs[slot(entry)];
    }

    long sentOctets(long entry) {
        return sentOctets[slot(entry)];
    }

    long arrivedOctets(long entry) {
        return arrivedOctets[slot(entry)];
    }

    /** The least one-way delay of the entries from here on, {@link LeastOfLate#NONE} if there are none. */
    long leastDelayNs(long from) {
        return leastDelayBetweenNs(from, next);
    }

    /** As {@link #leastDelayNs}, up to {@code to}, that one not included. */
    long leastDelayBetweenNs(long from, long to) {
        long least = LeastOfLate.NONE;
        for (long entry = Math.max(from, oldest()); entry < to; entry++) {
            least = Math.min(least, delayNs[slot(entry)]);
        }
        return least;
    }

    /** The entry with the least delay from here up to {@code to}, that one not included. */
    long leastDelayEntry(long from, long to) {
        long best = from;
        for (long entry = from; entry < to; entry++) {
            best = delayNs[slot(entry)] < delayNs[slot(best)] ? entry : best;
        }
        return best;
    }

    long delayNs(long entry) {
        return delayNs[slot(entry)];
    }

    void clear() {
        next = 0;
    }

    private static int slot(long entry) {
        return (int) entry & SLOTS - 1;
    }
}
