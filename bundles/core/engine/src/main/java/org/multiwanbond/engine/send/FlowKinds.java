package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.TrafficClass;
import org.multiwanbond.engine.InnerPacket;

/**
 * Tells real-time flows by what they look like, until signatures do: marked as such by their sender, or small packets at a
 * steady rate. Confined to the send thread.
 */
@HotPath
final class FlowKinds {
    private static final int BUCKETS = 1_024;
    private static final long WINDOW_NS = 500_000_000L;
    /** 20 to 200 packets a second: codecs of voice send 20 to 100, games and video calls up to 200. */
    private static final int LEAST_PACKETS = 10;

    private static final int MOST_PACKETS = 100;
    private static final int LONGEST_BYTES = 1_300;
    /** Windows in a row that have to look alike. */
    private static final int STEADY_WINDOWS = 2;

    // RFC 4594 §2.3, DSCP of telephony, multimedia conferencing and low-priority data.
    private static final int EXPEDITED = 46;
    private static final int ASSURED_4 = 4;
    private static final int LOW_PRIORITY = 8;

    private long[] sinceNs = {};
    private int[] packets = {};
    private int[] longest = {};
    private int[] steady = {};

    /** The class of a packet of this flow, one of {@link TrafficClass}. */
    int classOf(int flowHash, byte[] buf, int off, int len, long nowNs) {
        int marked = byMark(InnerPacket.dscp(buf, off));
        if (marked != TrafficClass.BULK) {
            return marked;
        }
        return InnerPacket.isTcp(buf, off) ? TrafficClass.BULK : byLooks(flowHash & BUCKETS - 1, len, nowNs);
    }

    /** Gives the memory back: flows have to show again what they are. */
    void rest() {
        sinceNs = new long[0];
        packets = new int[0];
        longest = new int[0];
        steady = new int[0];
    }

    private static int byMark(int dscp) {
        if (dscp == EXPEDITED || dscp >>> 3 == ASSURED_4 && (dscp & 7) != 0) {
            return TrafficClass.REAL_TIME;
        }
        return dscp == LOW_PRIORITY ? TrafficClass.BACKGROUND : TrafficClass.BULK;
    }

    private int byLooks(int at, int len, long nowNs) {
        if (sinceNs.length == 0) {
            sinceNs = new long[BUCKETS];
            packets = new int[BUCKETS];
            longest = new int[BUCKETS];
            steady = new int[BUCKETS];
        }
        long age = nowNs - sinceNs[at];
        if (age >= WINDOW_NS) {
            boolean alike = age < 2 * WINDOW_NS
                    && packets[at] >= LEAST_PACKETS
                    && packets[at] <= MOST_PACKETS
                    && longest[at] <= LONGEST_BYTES;
            steady[at] = alike ? Math.min(steady[at] + 1, STEADY_WINDOWS) : 0;
            sinceNs[at] = nowNs;
            packets[at] = 0;
            longest[at] = 0;
        }
        packets[at]++;
        longest[at] = Math.max(longest[at], len);
        return steady[at] >= STEADY_WINDOWS ? TrafficClass.REAL_TIME : TrafficClass.BULK;
    }
}
