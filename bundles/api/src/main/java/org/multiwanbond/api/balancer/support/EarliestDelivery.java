package org.multiwanbond.api.balancer.support;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.path.PathTable;

/**
 * Chooses the path on which a packet arrives first. Thread-safe: stateless.
 *
 * <p>Paths differ in delay, so packets leave out of order that they may arrive in order, and all paths are filled while
 * more waits than the fastest can take. A path that cannot help, see {@link PathMask#together}, is left out. No path is
 * given more than it has room for: what waits here can still go elsewhere.
 */
@HotPath
public final class EarliestDelivery {
    /** The answer "none of these paths has room". */
    public static final int NONE = -1;

    private static final double NS_PER_SECOND = 1e9;
    private static final double BITS_PER_BYTE = 8;

    private EarliestDelivery() {}

    /** Places the first packets of a run on one of these paths, or answers {@link Balancer#WAIT} if none has room. */
    public static long place(PathTable paths, Run run, int mask) {
        int path = path(paths, run, mask);
        if (path == NONE) {
            return Balancer.WAIT;
        }
        return Placement.on(path, Turn.packetsAtRate(run, rate(paths, path, leastRate(paths, mask))));
    }

    /**
     * The path of these on which the first packet of the run arrives first, or {@link #NONE}. Only paths with room
     * count, except for a sparse run.
     */
    public static int path(PathTable paths, Run run, int mask) {
        long leastDelayNs = PathMask.leastDelayNs(paths, mask);
        double leastRate = leastRate(paths, mask);
        double bits = BITS_PER_BYTE * run.lengthBytes() / run.packets();
        int best = NONE;
        double earliestNs = Double.POSITIVE_INFINITY;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            double rate = rate(paths, path, leastRate);
            double sendingNs = rate > 0 ? bits * NS_PER_SECOND / rate : 0;
            double arrivalNs = (double) paths.backlogNs(path) + sendingNs + PathMask.delayNs(paths, path, leastDelayNs);
            if (arrivalNs < earliestNs && (run.isSparse() || paths.hasRoom(path))) {
                best = path;
                earliestNs = arrivalNs;
            }
        }
        return best;
    }

    /** The rate of a path in bit/s: the least known one while it is unknown, so that it is not overfilled. */
    private static double rate(PathTable paths, int path, double leastRate) {
        long rate = paths.rateBitsPerSecond(path);
        return rate > 0 ? rate : leastRate;
    }

    /** The least known rate of these paths, in bit/s; 0 if none is known. */
    private static double leastRate(PathTable paths, int mask) {
        long least = Long.MAX_VALUE;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            long rate = paths.rateBitsPerSecond(Integer.numberOfTrailingZeros(rest));
            least = rate > 0 ? Math.min(least, rate) : least;
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }
}
