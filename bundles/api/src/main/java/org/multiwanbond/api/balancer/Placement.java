package org.multiwanbond.api.balancer;

import org.multiwanbond.api.HotPath;

/**
 * A balancer's answer packed in a {@code long}: a set of paths as a 16-bit mask and how many packets of the run go there.
 * Thread-safe: stateless.
 */
@HotPath
public final class Placement {
    private static final int MASK_BITS = 16;
    private static final long MASK = (1L << MASK_BITS) - 1;

    private Placement() {}

    /** {@code packets} packets of the run, at least 1, on one path. */
    public static long on(int path, int packets) {
        return onAll(1 << path, packets);
    }

    /** A copy of each of {@code packets} packets on every path whose bit is set in {@code pathMask}. */
    public static long onAll(int pathMask, int packets) {
        return (long) packets << MASK_BITS | pathMask & MASK;
    }

    /** The paths, bit n for path id n. */
    public static int pathMask(long placement) {
        return (int) (placement & MASK);
    }

    /** How many packets, counted from the front of the run, the answer is about. */
    public static int packets(long placement) {
        return (int) (placement >>> MASK_BITS);
    }
}
