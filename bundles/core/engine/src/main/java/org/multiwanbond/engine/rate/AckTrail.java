package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * What the acknowledgments of one path said of its highest packet, oldest overwritten: when it left, when it arrived by the
 * peer's clock, how much had been sent up to it and how much had arrived by then. Confined to the send thread.
 *
 * <p>It remembers four seconds if they bring so few that there is room for them, else the last 1 024 acknowledgments: the
 * memory grows with their rate.
 */
@HotPath
final class AckTrail {
    /** Acknowledgments remembered: one second at one a millisecond; a power of two. */
    private static final int MOST_SLOTS = 1_024;
    /** What a quiet path needs; a power of two. */
    private static final int FIRST_SLOTS = 64;
    /** Above the longest time anybody looks back: a drain of 1.5 s and a round trip. */
    private static final long SPAN_NS = 4_000_000_000L;

    private long[] sentNs = {};
    private long[] arrivedNs = {};
    private long[] sentOctets = {};
    private long[] arrivedOctets = {};
    private long[] delayNs = {};
    private long next;
    private long first;

    void add(long newSentNs, long newArrivedNs, long newSentOctets, long newArrivedOctets, long newDelayNs) {
        if (next - first == sentNs.length) {
            makeRoom(newSentNs);
        }
        int at = slot(next++);
        sentNs[at] = newSentNs;
        arrivedNs[at] = newArrivedNs;
        sentOctets[at] = newSentOctets;
        arrivedOctets[at] = newArrivedOctets;
        delayNs[at] = newDelayNs;
    }

    private void makeRoom(long newSentNs) {
        if (sentNs.length == 0) {
            resize(FIRST_SLOTS);
        } else if (sentNs.length < MOST_SLOTS && newSentNs - sentNs[slot(first)] < SPAN_NS) {
            resize(2 * sentNs.length);
        } else {
            first++;
        }
    }

    private void resize(int slots) {
        first = Math.max(first, next - slots);
        sentNs = moved(sentNs, slots);
        arrivedNs = moved(arrivedNs, slots);
        sentOctets = moved(sentOctets, slots);
        arrivedOctets = moved(arrivedOctets, slots);
        delayNs = moved(delayNs, slots);
    }

    private long[] moved(long[] from, int slots) {
        long[] to = new long[slots];
        for (long entry = first; entry < next; entry++) {
            to[(int) entry & slots - 1] = from[(int) entry & from.length - 1];
        }
        return to;
    }

    /** Gives back what a quiet path does not need; the newest entries stay. */
    void rest() {
        if (sentNs.length > FIRST_SLOTS) {
            resize(FIRST_SLOTS);
        }
    }

    /** The number of the oldest entry whose packet left at this time or later; {@link #end} if there is none. */
    long since(long fromSentNs) {
        long at = next;
        while (at > first && sentNs[slot(at - 1)] >= fromSentNs) {
            at--;
        }
        return at;
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
        for (long entry = Math.max(from, first); entry < to; entry++) {
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
        first = 0;
    }

    private int slot(long entry) {
        return (int) entry & sentNs.length - 1;
    }
}
