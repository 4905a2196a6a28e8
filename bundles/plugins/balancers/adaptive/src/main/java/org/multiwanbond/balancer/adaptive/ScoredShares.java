package org.multiwanbond.balancer.adaptive;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.balancer.support.SmoothShares;
import org.multiwanbond.api.path.PathTable;

/** Shares in proportion to the square of smoothed scores. Confined to the session's send thread. */
@HotPath
final class ScoredShares implements Balancer {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Part of a new score in the smoothed one: a change is half through after two periods. */
    private static final double NEW_PART = 0.3;

    private final SmoothShares turns = new SmoothShares();
    private final Score score = new Score();
    private final double[] scores = new double[PathTable.LIMIT];
    private final double[] shares = new double[PathTable.LIMIT];
    private int scoredMask;
    private long scoredNs;

    @Override
    public long place(PathTable paths, Run run) {
        int usable = PathMask.usable(paths);
        boolean due = paths.nowNs() - scoredNs >= PERIOD_NS;
        if (due || (usable & ~scoredMask) != 0) {
            update(paths, usable, due);
        }
        scoredMask &= usable;
        return turns.place(paths, run, shares);
    }

    /** Scores the paths that came, and all if it is time to. */
    private void update(PathTable paths, int usable, boolean all) {
        score.compare(paths, usable);
        int known = scoredMask;
        for (int rest = all ? usable : usable & ~known; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            double now = score.of(paths, path);
            boolean smooth = (known & 1 << path) != 0;
            scores[path] = smooth ? scores[path] + NEW_PART * (now - scores[path]) : now;
            shares[path] = scores[path] * scores[path];
        }
        scoredMask = usable;
        scoredNs = all ? paths.nowNs() : scoredNs;
    }
}
