package org.multiwanbond.balancer.adaptive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathTable;

/**
 * How good a path is beside the others, above 0 up to 1: 40 % its weight, 30 % its delay, 20 % its loss, 10 % how much of
 * it is free. What is unknown counts as good. Confined to the session's send thread.
 */
@HotPath
final class Score {
    private static final double WEIGHT_PART = 0.4;
    private static final double DELAY_PART = 0.3;
    private static final double LOSS_PART = 0.2;
    private static final double FREE_PART = 0.1;

    /** Loss at which a path gets nothing for its loss. */
    private static final double WORST_LOSS_PERCENT = 5;

    /** Below a millisecond delays do not differ to anybody, and their ratio would. */
    private static final double SHORTEST_NS = 1_000_000;

    private static final double BITS_PER_BYTE = 8;

    private double greatestWeight;
    private double leastDelayNs;

    /** Looks which weight is the greatest and which delay the least of these paths. */
    void compare(PathTable paths, int mask) {
        greatestWeight = 1;
        leastDelayNs = Double.MAX_VALUE;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            greatestWeight = Math.max(greatestWeight, paths.weight(path));
            boolean known = paths.oneWayDelayNs(path) != 0;
            leastDelayNs = known ? Math.min(leastDelayNs, delayNs(paths, path)) : leastDelayNs;
        }
    }

    /** The score of one of the paths compared. */
    double of(PathTable paths, int path) {
        double weight = paths.weight(path) / greatestWeight;
        double delay = paths.oneWayDelayNs(path) != 0 ? leastDelayNs / delayNs(paths, path) : 1;
        double loss = Math.max(0, 1 - paths.lossPercent(path) / WORST_LOSS_PERCENT);
        return WEIGHT_PART * weight + DELAY_PART * delay + LOSS_PART * loss + FREE_PART * free(paths, path);
    }

    private static double delayNs(PathTable paths, int path) {
        return Math.max(SHORTEST_NS, paths.oneWayDelayNs(path));
    }

    private static double free(PathTable paths, int path) {
        long rate = paths.rateBitsPerSecond(path);
        return rate > 0 ? Math.max(0, 1 - BITS_PER_BYTE * paths.recentBytes(path) / rate) : 1;
    }
}
