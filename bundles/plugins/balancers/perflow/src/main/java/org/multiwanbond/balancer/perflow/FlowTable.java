package org.multiwanbond.balancer.perflow;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/** The paths of the last thousand flows, by flow hash. Confined to the session's send thread. */
@HotPath
final class FlowTable {
    /** The answer "not among the last". */
    static final int NONE = -1;

    /** Four places a flow can be in, so that two busy flows rarely oust each other. */
    private static final int WAYS = 4;

    /** 256 sets of four make 1 024 flows in 13 KiB, little beside what a session needs anyway. */
    private static final int SET_BITS = 8;

    private static final int SLOTS = WAYS << SET_BITS;

    private final int[] flowHashes = new int[SLOTS];
    private final byte[] paths = new byte[SLOTS];
    private final long[] seenNs = new long[SLOTS];

    FlowTable() {
        Arrays.fill(paths, (byte) NONE);
    }

    /** The path of the flow, or {@link #NONE}; remembers that it was seen. */
    int path(int flowHash, long nowNs) {
        int slot = slot(flowHash);
        if (paths[slot] == NONE || flowHashes[slot] != flowHash) {
            return NONE;
        }
        seenNs[slot] = nowNs;
        return paths[slot];
    }

    /** Notes the path of the flow, in the place of the flow not seen for longest if there is no other. */
    void put(int flowHash, int path, long nowNs) {
        int slot = slot(flowHash);
        flowHashes[slot] = flowHash;
        paths[slot] = (byte) path;
        seenNs[slot] = nowNs;
    }

    /** The slot the flow is in; else an empty one of its set; else the one not seen for longest. */
    private int slot(int flowHash) {
        int first = (int) (mixed(flowHash) >>> Long.SIZE - SET_BITS) * WAYS;
        int choice = first;
        for (int slot = first; slot < first + WAYS; slot++) {
            if (paths[slot] == NONE || flowHashes[slot] == flowHash) {
                return slot;
            }
            choice = seenNs[slot] - seenNs[choice] < 0 ? slot : choice;
        }
        return choice;
    }

    /** Spreads the bits of a number over all 64: the finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    static long mixed(long number) {
        long once = (number ^ number >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        long twice = (once ^ once >>> 27) * 0x94D0_49BB_1331_11EBL;
        return twice ^ twice >>> 31;
    }
}
