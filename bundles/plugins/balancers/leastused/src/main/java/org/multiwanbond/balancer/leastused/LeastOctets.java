package org.multiwanbond.balancer.leastused;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.Turn;
import org.multiwanbond.api.path.PathTable;

/**
 * The path with the least octets of the last second, divided by its weight. Confined to the session's send thread.
 *
 * <p>What was placed since the path's moving average last changed is added to it. Else all runs between two changes would
 * go to one path.
 */
@HotPath
final class LeastOctets implements Balancer {
    /** The moving average covers the last second: what was placed before is in it or no longer counts. */
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);

    private final long[] seenBytes = new long[PathTable.LIMIT];
    private final long[] seenNs = new long[PathTable.LIMIT];
    private final double[] placedBytes = new double[PathTable.LIMIT];

    @Override
    public long place(PathTable paths, Run run) {
        int count = paths.usableCount();
        if (count == 0) {
            return WAIT;
        }
        int best = paths.usable(0);
        double least = Double.POSITIVE_INFINITY;
        for (int position = 0; position < count; position++) {
            int path = paths.usable(position);
            double use = bytes(paths, path) / paths.weight(path);
            if (use < least) {
                best = path;
                least = use;
            }
        }
        int packets = Turn.packets(run, Turn.SHORT_BYTES);
        placedBytes[best] += (double) run.lengthBytes() * packets / run.packets();
        return Placement.on(best, packets);
    }

    private double bytes(PathTable paths, int path) {
        long recentBytes = paths.recentBytes(path);
        if (recentBytes != seenBytes[path] || paths.nowNs() - seenNs[path] > WINDOW_NS) {
            seenBytes[path] = recentBytes;
            seenNs[path] = paths.nowNs();
            placedBytes[path] = 0;
        }
        return recentBytes + placedBytes[path];
    }
}
