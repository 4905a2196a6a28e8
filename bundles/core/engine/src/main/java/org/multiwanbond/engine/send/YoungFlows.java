package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;

/** Which flows have sent little since they began or paused. Confined to the send thread. */
@HotPath
final class YoungFlows {
    /** Twice what is under way in a bond of 100 Mbit/s and 80 ms. */
    private static final int YOUNG_BYTES = 2 << 20;

    /** A TCP sender that pauses for a retransmission time-out begins anew (RFC 2861); Linux waits 200 ms and more. */
    private static final long PAUSE_NS = 1_000_000_000L;

    private static final int BUCKETS = 1_024;

    private long[] lastNs = {};
    private int[] bytes = {};

    /** A packet of the flow leaves. */
    void sent(int flowHash, int packetBytes, long nowNs) {
        if (bytes.length == 0) {
            bytes = new int[BUCKETS];
            lastNs = new long[BUCKETS];
        }
        int at = flowHash & BUCKETS - 1;
        int before = paused(at, nowNs) ? 0 : bytes[at];
        bytes[at] = Math.min(YOUNG_BYTES, before + packetBytes);
        lastNs[at] = nowNs;
    }

    boolean isYoung(int flowHash, long nowNs) {
        int at = flowHash & BUCKETS - 1;
        return bytes.length == 0 || bytes[at] < YOUNG_BYTES || paused(at, nowNs);
    }

    /** Gives the memory back: all flows are young again. */
    void rest() {
        bytes = new int[0];
        lastNs = new long[0];
    }

    private boolean paused(int at, long nowNs) {
        return nowNs - lastNs[at] > PAUSE_NS;
    }
}
