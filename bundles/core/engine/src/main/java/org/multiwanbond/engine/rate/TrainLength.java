package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * How many packets the next train has. On a fast path a short train is over before a clock or a thread can tell how long it
 * took, so one that was back almost at once is followed by a longer one. Confined to the send thread.
 */
@HotPath
final class TrainLength {
    /** 59 kB: 9 ms at 50 Mbit/s. */
    static final int FIRST_PACKETS = 40;

    private static final int FACTOR = 4;
    /** 940 kB: 3 ms at 2.5 Gbit/s. From there on probing goes on. */
    private static final int MOST_PACKETS = 640;

    /** A train that took less than this beyond the round trip tells little: some turns of the threads at both ends. */
    private static final long SHORT_NS = 3_000_000L;

    private int packets = FIRST_PACKETS;

    /** Begins anew, because the path may be another or slower. */
    void reset() {
        packets = FIRST_PACKETS;
    }

    int packets() {
        return packets;
    }

    /**
     * A train came back whole; answers whether the next one is longer.
     *
     * @param tookNs from its sending to the acknowledgment of its last packet
     * @param leastRttNs least round trip known before, 0 for none
     */
    boolean grows(long tookNs, long leastRttNs) {
        boolean tells = leastRttNs == 0 || tookNs > leastRttNs + SHORT_NS;
        if (tells || packets >= MOST_PACKETS) {
            return false;
        }
        packets *= FACTOR;
        return true;
    }
}
