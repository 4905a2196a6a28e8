package org.multiwanbond.balancer.perflow;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.path.PathTable;

/**
 * Weighted rendezvous hashing of flows: every path draws a lot for the flow, and the longest wins. Confined to the
 * session's send thread.
 *
 * <p>A flow stays when weights change or paths come, as long as it is among the last thousand, and moves when its path
 * leaves. New flows go only to paths of low loss if there are any.
 */
@HotPath
final class Rendezvous implements Balancer {
    /** 2^64 divided by the golden ratio: neighbouring path ids get seeds far apart. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    /** Upper bits of a hash that fill a double between 0 and 1. */
    private static final int DOUBLE_BITS = 53;

    private final FlowTable flows = new FlowTable();

    @Override
    public long place(PathTable paths, Run run) {
        int usable = PathMask.usable(paths);
        if (usable == 0) {
            return WAIT;
        }
        int flowHash = run.flowHash();
        int path = flows.path(flowHash, paths.nowNs());
        if (path == FlowTable.NONE || (usable & 1 << path) == 0) {
            path = drawn(paths, PathMask.lowLoss(paths), flowHash);
            flows.put(flowHash, path, paths.nowNs());
        }
        return Placement.on(path, run.packets());
    }

    private static int drawn(PathTable paths, int mask, int flowHash) {
        int best = Integer.numberOfTrailingZeros(mask);
        double longest = 0;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            // −weight / ln u with u uniform in (0, 1): the longest of these is a path's with probability weight / sum.
            double lot = -paths.weight(path) / Math.log(uniform(flowHash, path));
            if (lot > longest) {
                best = path;
                longest = lot;
            }
        }
        return best;
    }

    private static double uniform(int flowHash, int path) {
        long bits = FlowTable.mixed((path + 1) * GOLDEN ^ flowHash) >>> Long.SIZE - DOUBLE_BITS;
        return (bits + 0.5) / (1L << DOUBLE_BITS);
    }
}
