package org.multiwanbond.balancer.leastlatency;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.path.PathTable;

/**
 * The path with the least one-way delay and backlog, left only for one that has been clearly better for a while. Confined
 * to the session's send thread.
 */
@HotPath
final class SteadyChoice implements Balancer {
    private static final int NONE = -1;

    /** A gain is clear above both: a tenth is beyond noise on long paths, 2 ms on short ones. */
    private static final double CLEAR_PART = 0.1;

    private static final double CLEAR_NS = TimeUnit.MILLISECONDS.toNanos(2);

    /** A queue that comes and goes with the bursts of one flow is shorter than this. */
    private static final long LASTING_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final long[] betterSinceNs = new long[PathTable.LIMIT];
    private int betterMask;
    private int current = NONE;

    @Override
    public long place(PathTable paths, Run run) {
        int usable = PathMask.usable(paths);
        if (usable == 0) {
            return WAIT;
        }
        if (current == NONE || (usable & 1 << current) == 0) {
            change(least(paths, usable));
        } else {
            compare(paths, usable);
            int lasting = lasting(paths);
            if (lasting != 0) {
                change(least(paths, lasting));
            }
        }
        return Placement.on(current, run.packets());
    }

    private void change(int path) {
        current = path;
        betterMask = 0;
    }

    /** Notes which paths are clearly better than the current one, and since when. */
    private void compare(PathTable paths, int usable) {
        double ownNs = delayNs(paths, current);
        double clearlyLessNs = ownNs - Math.max(CLEAR_NS, CLEAR_PART * Math.abs(ownNs));
        int better = 0;
        for (int rest = usable; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            if (delayNs(paths, path) < clearlyLessNs) {
                better |= 1 << path;
                betterSinceNs[path] = (betterMask & 1 << path) != 0 ? betterSinceNs[path] : paths.nowNs();
            }
        }
        betterMask = better;
    }

    private int lasting(PathTable paths) {
        int lasting = 0;
        for (int rest = betterMask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            lasting |= paths.nowNs() - betterSinceNs[path] >= LASTING_NS ? 1 << path : 0;
        }
        return lasting;
    }

    private static int least(PathTable paths, int mask) {
        int best = Integer.numberOfTrailingZeros(mask);
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            best = delayNs(paths, path) < delayNs(paths, best) ? path : best;
        }
        return best;
    }

    /** A path of unknown delay is the worst: it becomes known without data, by probes. */
    private static double delayNs(PathTable paths, int path) {
        long delayNs = paths.oneWayDelayNs(path);
        return (delayNs != 0 ? delayNs : Double.MAX_VALUE) + paths.backlogNs(path);
    }
}
