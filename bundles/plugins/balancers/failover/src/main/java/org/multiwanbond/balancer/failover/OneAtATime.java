package org.multiwanbond.balancer.failover;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.path.PathTable;

/**
 * The path of the best priority, of several the one of least delay, for as long as it is usable. Confined to the session's
 * send thread.
 *
 * <p>If it leaves, the next is used at once. A path of better priority takes over only after it has been usable for ten
 * seconds without a break.
 */
@HotPath
final class OneAtATime implements Balancer {
    /** Fail back when stable: longer than the pauses of a link that comes and goes. */
    private static final long STABLE_NS = TimeUnit.SECONDS.toNanos(10);

    private final long[] usableSinceNs = new long[PathTable.LIMIT];
    private int usableMask;
    private int current;

    @Override
    public long place(PathTable paths, Run run) {
        boolean lasts = (PathMask.usable(paths) & usableMask & 1 << current) != 0;
        note(paths);
        if (usableMask == 0) {
            return WAIT;
        }
        if (!lasts) {
            current = best(paths, usableMask);
        } else {
            failBack(paths);
        }
        return Placement.on(current, run.packets());
    }

    private void note(PathTable paths) {
        int usable = PathMask.usable(paths);
        for (int rest = usable & ~usableMask; rest != 0; rest &= rest - 1) {
            usableSinceNs[Integer.numberOfTrailingZeros(rest)] = paths.nowNs();
        }
        usableMask = usable;
    }

    private void failBack(PathTable paths) {
        int better = 0;
        for (int rest = usableMask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            boolean stable = paths.nowNs() - usableSinceNs[path] >= STABLE_NS;
            better |= stable && paths.priority(path) < paths.priority(current) ? 1 << path : 0;
        }
        current = better != 0 ? best(paths, better) : current;
    }

    private static int best(PathTable paths, int mask) {
        int best = Integer.numberOfTrailingZeros(mask);
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            int order = Integer.compare(paths.priority(path), paths.priority(best));
            boolean faster = order == 0 && delayNs(paths, path) < delayNs(paths, best);
            best = order < 0 || faster ? path : best;
        }
        return best;
    }

    /** A path of unknown delay comes last. */
    private static long delayNs(PathTable paths, int path) {
        long delayNs = paths.oneWayDelayNs(path);
        return delayNs != 0 ? delayNs : Long.MAX_VALUE;
    }
}
