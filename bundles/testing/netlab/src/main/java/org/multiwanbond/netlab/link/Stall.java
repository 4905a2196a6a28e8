package org.multiwanbond.netlab.link;

/**
 * Moments at which nothing leaves the bottleneck, as in a handover of LTE or when satellites are assigned anew; what waits
 * leaves afterwards at the link's rate. They lie at fixed instants of the clock: the first third of each period is free, so
 * that links whose periods are multiples of each other do not stand still together.
 *
 * @param lengthNs how long it lasts; 0 = never
 * @param periodNs from one beginning to the next
 */
public record Stall(long lengthNs, long periodNs) {
    /** Never. */
    public static final Stall NONE = new Stall(0, 1);

    public Stall {
        SettingsText.require(lengthNs >= 0, "stall", "a time of 0 or more", lengthNs);
        SettingsText.require(periodNs > 0 && lengthNs <= periodNs / 2, "stall", "at most half of its period", periodNs);
    }

    /** When work begun at an instant is done. */
    long doneNs(long beginNs, long workNs) {
        if (lengthNs == 0) {
            return beginNs + workNs;
        }
        long atNs = Math.max(beginNs, endNs(beginNs));
        long leftNs = workNs;
        for (long freeNs = nextNs(atNs) - atNs; leftNs > freeNs; freeNs = nextNs(atNs) - atNs) {
            leftNs -= freeNs;
            atNs += freeNs + lengthNs;
        }
        return atNs + leftNs;
    }

    /** How much of a span is stalled. */
    long withinNs(long fromNs, long toNs) {
        return lengthNs == 0 ? 0 : stalledNs(toNs) - stalledNs(fromNs);
    }

    private long stalledNs(long untilNs) {
        long sinceNs = untilNs - periodNs / 3;
        return Math.floorDiv(sinceNs, periodNs) * lengthNs + Math.min(lengthNs, Math.floorMod(sinceNs, periodNs));
    }

    /** The end of the stall that an instant lies in or after. */
    private long endNs(long atNs) {
        return atNs - Math.floorMod(atNs - periodNs / 3, periodNs) + lengthNs;
    }

    /** The beginning of the next stall; the instant itself lies in none. */
    private long nextNs(long atNs) {
        return atNs - Math.floorMod(atNs - periodNs / 3, periodNs) + periodNs;
    }
}
