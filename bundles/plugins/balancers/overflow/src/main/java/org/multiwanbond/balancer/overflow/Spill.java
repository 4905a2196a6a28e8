package org.multiwanbond.balancer.overflow;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.Turn;
import org.multiwanbond.api.path.PathTable;

/** Fills the open paths, the first of them first. Confined to the session's send thread. */
@HotPath
final class Spill implements Balancer {
    private static final int NONE = -1;

    private final OpenPaths open = new OpenPaths();

    @Override
    public long place(PathTable paths, Run run) {
        open.refresh(paths);
        if (open.count() == 0) {
            return WAIT;
        }
        int path = path(paths);
        if (path == NONE && run.isSparse()) {
            path = open.path(0);
        }
        return path == NONE ? WAIT : Placement.on(path, Turn.packetsAtRate(run, paths.rateBitsPerSecond(path)));
    }

    /** The first open path with room and without a queue; if all have queues, the one of the shortest. */
    private int path(PathTable paths) {
        int best = NONE;
        long leastNs = Long.MAX_VALUE;
        for (int position = 0; position < open.count(); position++) {
            int path = open.path(position);
            long queueNs = paths.queueDelayNs(path) > OpenPaths.FULL_NS ? paths.queueDelayNs(path) : 0;
            if (paths.hasRoom(path) && (best == NONE || queueNs < leastNs)) {
                best = path;
                leastNs = queueNs;
            }
        }
        return best;
    }
}
