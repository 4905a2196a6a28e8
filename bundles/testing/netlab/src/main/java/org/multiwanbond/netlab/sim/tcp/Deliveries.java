package org.multiwanbond.netlab.sim.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the receiving program got, second by second, and the longest time it got nothing. Confined to one thread. */
final class Deliveries {
    private static final long SECOND_NS = 1_000_000_000;

    private long[] octetsBySecond = new long[64];
    private long startNs;
    private long lastNs;
    private long longestGapNs;
    private boolean any;

    void start(long nowNs) {
        startNs = nowNs;
    }

    void delivered(long octets, long nowNs) {
        int second = (int) ((nowNs - startNs) / SECOND_NS);
        if (second >= octetsBySecond.length) {
            octetsBySecond = Arrays.copyOf(octetsBySecond, 2 * second);
        }
        octetsBySecond[second] += octets;
        longestGapNs = longestGapNs(nowNs);
        lastNs = nowNs;
        any = true;
    }

    /** Forgets the gaps so far. */
    void resetGap(long nowNs) {
        longestGapNs = 0;
        lastNs = nowNs;
    }

    /** The longest gap between two deliveries, or since the last one; none before the first. */
    long longestGapNs(long nowNs) {
        return any ? Math.max(longestGapNs, nowNs - lastNs) : 0;
    }

    /** Megabits of payload per second for each second that has ended. */
    List<Double> goodputMbps(long nowNs) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < (nowNs - startNs) / SECOND_NS; i++) {
            seconds.add((i < octetsBySecond.length ? octetsBySecond[i] : 0) * 8 / 1e6);
        }
        return List.copyOf(seconds);
    }
}
