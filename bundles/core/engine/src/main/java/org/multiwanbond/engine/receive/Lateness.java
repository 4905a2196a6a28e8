package org.multiwanbond.engine.receive;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/**
 * How late units come that others wait for, over the last ten to twenty seconds (protocol §6: "p99 of observed lateness").
 * Its memory is taken when the first unit is late. Confined to one thread.
 */
@HotPath
final class Lateness {
    private static final long SPAN_NS = 10_000_000_000L;
    private static final long MS = 1_000_000L;
    /** Buckets of 1 ms; the last holds all that is later. */
    private static final int BUCKETS = 512;

    private int[] now = {};
    private int[] before = {};
    private int units;
    private int unitsBefore;
    private long spanEndNs = Long.MIN_VALUE;

    /** A unit came this long after the first that waits for it. */
    void add(long lateNs, long nowNs) {
        if (now.length == 0) {
            now = new int[BUCKETS];
            before = new int[BUCKETS];
        }
        turn(nowNs);
        now[(int) Math.max(0, Math.min(BUCKETS - 1, lateNs / MS))]++;
        units++;
    }

    /** What 99 of 100 late units did not exceed, rounded up to 1 ms; 0 if none was late. */
    long p99Ns(long nowNs) {
        turn(nowNs);
        int beyond = (units + unitsBefore) / 100;
        if (units + unitsBefore == 0) {
            return 0;
        }
        int at = BUCKETS - 1;
        for (int seen = now[at] + before[at]; seen <= beyond; seen += now[at] + before[at]) {
            at--;
        }
        return (at + 1) * MS;
    }

    private void turn(long nowNs) {
        if (nowNs < spanEndNs) {
            return;
        }
        boolean recent = spanEndNs != Long.MIN_VALUE && nowNs - spanEndNs < SPAN_NS;
        int[] oldest = before;
        before = now;
        now = oldest;
        Arrays.fill(now, 0);
        unitsBefore = units;
        units = 0;
        if (!recent) {
            Arrays.fill(before, 0);
            unitsBefore = 0;
        }
        spanEndNs = nowNs + SPAN_NS;
    }
}
