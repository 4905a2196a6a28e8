package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;

/** Octets of the last second, read from growing totals about ten times a second. Confined to one thread. */
@HotPath
public final class RateMeter {
    private static final int SAMPLES = 10;
    private static final long SPACING_NS = 100_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final long[] totals = new long[SAMPLES];
    private final long[] timesNs = new long[SAMPLES];
    private int at;
    private long bytesPerSecond;

    /** Takes in the total; does nothing if the last one is fresh. */
    public void sample(long totalBytes, long nowNs) {
        int last = (at + SAMPLES - 1) % SAMPLES;
        if (nowNs - timesNs[last] < SPACING_NS) {
            return;
        }
        long elapsedNs = Math.max(SECOND_NS, nowNs - timesNs[at]);
        bytesPerSecond = (long) ((totalBytes - totals[at]) * (double) SECOND_NS / elapsedNs);
        totals[at] = totalBytes;
        timesNs[at] = nowNs;
        at = (at + 1) % SAMPLES;
    }

    public long bytesPerSecond() {
        return bytesPerSecond;
    }
}
