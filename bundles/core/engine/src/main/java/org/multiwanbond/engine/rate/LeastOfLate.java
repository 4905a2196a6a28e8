package org.multiwanbond.engine.rate;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/**
 * The least value of the last ten seconds, one outlier a second left out: a stall of a clock or of a machine between the
 * ends can make a single delay look shorter than it can be. Confined to one thread.
 */
@HotPath
public final class LeastOfLate {
    /** What {@link #value} is before the first sample. */
    public static final long NONE = Long.MAX_VALUE;

    private static final long BUCKET_NS = 1_000_000_000L;
    private static final int BUCKETS = 10;

    private long[] least = {};
    private long[] second = {};
    private long bucket = Long.MIN_VALUE;
    private long value = NONE;

    /** Forgets all samples. */
    public void reset() {
        Arrays.fill(least, NONE);
        Arrays.fill(second, NONE);
        value = NONE;
    }

    /** Takes in a sample; answers the least value now. */
    public long add(long sample, long nowNs) {
        if (least.length == 0) {
            least = new long[BUCKETS];
            second = new long[BUCKETS];
            reset();
        }
        long now = nowNs / BUCKET_NS;
        if (now != bucket) {
            turn(now);
        }
        int at = Math.floorMod(now, BUCKETS);
        if (sample < least[at]) {
            second[at] = least[at];
            least[at] = sample;
        } else if (sample < second[at]) {
            second[at] = sample;
        }
        value = find();
        return value;
    }

    private void turn(long now) {
        long steps = bucket == Long.MIN_VALUE ? BUCKETS : Math.min(BUCKETS, now - bucket);
        for (long i = 0; i < steps; i++) {
            int at = Math.floorMod(now - i, BUCKETS);
            least[at] = NONE;
            second[at] = NONE;
        }
        bucket = now;
    }

    private long find() {
        long found = NONE;
        for (int i = 0; i < BUCKETS; i++) {
            found = Math.min(found, second[i] != NONE ? second[i] : least[i]);
        }
        return found;
    }

    public boolean isKnown() {
        return value != NONE;
    }

    /** The least value, {@link #NONE} before the first sample. */
    public long value() {
        return value;
    }
}
