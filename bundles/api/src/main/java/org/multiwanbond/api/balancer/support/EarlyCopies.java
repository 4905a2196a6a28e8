package org.multiwanbond.api.balancer.support;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.path.PathTable;

/**
 * Copies the first packets of a flow that goes by a lossy path. Thread-safe: stateless.
 *
 * <p>A packet lost there is sent again, and the flow waits for it. A TCP sender in slow start takes that delay for a full
 * link and grows slowly from then on (HyStart): one of 5 % loss among three links cost such a flow six seconds.
 */
@HotPath
public final class EarlyCopies {
    private static final double LOSSY_PERCENT = 1;
    /** While packets wait longer, copies would be at the cost of others. */
    private static final long IDLE_NS = 5_000_000L;

    private EarlyCopies() {}

    /**
     * The placement of a run, with a copy on the next best path of the mask if the flow is young, its path loses one per cent
     * or more, and there is room to spare.
     */
    public static long add(PathTable paths, Run run, long placement, int mask) {
        int own = Placement.pathMask(placement);
        boolean one = own != 0 && (own & own - 1) == 0;
        if (!one || !run.isYoung() || paths.waitNs() > IDLE_NS) {
            return placement;
        }
        int second = paths.recentLossPercent(Integer.numberOfTrailingZeros(own)) < LOSSY_PERCENT
                ? EarliestDelivery.NONE
                : EarliestDelivery.path(paths, run, mask & ~own);
        boolean spare = second != EarliestDelivery.NONE && paths.hasRoom(second);
        return spare ? Placement.onAll(own | 1 << second, Placement.packets(placement)) : placement;
    }
}
