package org.multiwanbond.api.balancer.support;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathTable;

/** Sets of paths as 16-bit masks, bit n for path id n. Thread-safe: stateless. */
@HotPath
public final class PathMask {
    /** A path slower than the fastest by more than this makes all packets of a flow wait for its own. */
    private static final long DELAY_BOUND_NS = 150_000_000;

    /** Above this, TCP inside the tunnel loses more by a path than it gains, even with retransmission. */
    private static final double LOSS_LIMIT_PERCENT = 10;

    private PathMask() {}

    /** All usable paths. */
    public static int usable(PathTable paths) {
        int mask = 0;
        for (int position = paths.usableCount() - 1; position >= 0; position--) {
            mask |= 1 << paths.usable(position);
        }
        return mask;
    }

    /** The usable paths that lose at most 10 % of their packets; all usable ones if each loses more. */
    public static int lowLoss(PathTable paths) {
        int mask = 0;
        for (int position = paths.usableCount() - 1; position >= 0; position--) {
            int path = paths.usable(position);
            mask |= paths.lossPercent(path) <= LOSS_LIMIT_PERCENT ? 1 << path : 0;
        }
        return mask != 0 ? mask : usable(paths);
    }

    /**
     * The paths one flow can be spread over: of {@link #lowLoss} those whose one-way delay exceeds the least of them by
     * at most 150 ms. Empty only if no path is usable. A path of unknown delay is within the bound.
     */
    public static int together(PathTable paths) {
        int mask = lowLoss(paths);
        long leastNs = leastDelayNs(paths, mask);
        int together = 0;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            together |= delayNs(paths, path, leastNs) - leastNs <= DELAY_BOUND_NS ? 1 << path : 0;
        }
        return together;
    }

    /** The least known one-way delay of these paths, in ns; 0 if none is known. */
    static long leastDelayNs(PathTable paths, int mask) {
        long leastNs = Long.MAX_VALUE;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            long delayNs = paths.oneWayDelayNs(Integer.numberOfTrailingZeros(rest));
            leastNs = delayNs != 0 ? Math.min(leastNs, delayNs) : leastNs;
        }
        return leastNs == Long.MAX_VALUE ? 0 : leastNs;
    }

    /** One-way delay of a path, in ns: the least one while it is unknown, so that the path is tried and becomes known. */
    static long delayNs(PathTable paths, int path, long leastNs) {
        long delayNs = paths.oneWayDelayNs(path);
        return delayNs != 0 ? delayNs : leastNs;
    }
}
