package org.multiwanbond.balancer.streaming;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.TrafficClass;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.EarliestDelivery;
import org.multiwanbond.api.balancer.support.EarlyCopies;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.path.PathTable;

/**
 * Earliest delivery, and a copy of small real-time and interactive traffic on the next best path. Confined to the session's
 * send thread.
 *
 * <p>Copies are free while they take less than a tenth of the path they go to. Real-time traffic is copied first: what is
 * interactive is copied only while both together are below that.
 */
@HotPath
final class CopiedRealTime implements Balancer {
    private static final double LARGEST_PART = 0.1;

    private final RecentOctets realTime = new RecentOctets();
    private final RecentOctets interactive = new RecentOctets();

    @Override
    public long place(PathTable paths, Run run) {
        int mask = PathMask.together(paths);
        long first = EarliestDelivery.place(paths, run, mask);
        if (first == WAIT || !deservesCopy(run)) {
            return EarlyCopies.add(paths, run, first, mask);
        }
        return copied(paths, run, first, mask);
    }

    private static boolean deservesCopy(Run run) {
        return run.trafficClass() == TrafficClass.REAL_TIME || run.trafficClass() == TrafficClass.INTERACTIVE;
    }

    private long copied(PathTable paths, Run run, long first, int mask) {
        int packets = Placement.packets(first);
        int second = EarliestDelivery.path(paths, run, mask & ~Placement.pathMask(first));
        boolean affordable = second != EarliestDelivery.NONE && isSmall(paths, run, second);
        account(run).add((double) run.lengthBytes() * packets / run.packets(), paths.nowNs());
        return affordable ? Placement.onAll(Placement.pathMask(first) | 1 << second, packets) : first;
    }

    private RecentOctets account(Run run) {
        return run.trafficClass() == TrafficClass.REAL_TIME ? realTime : interactive;
    }

    private boolean isSmall(PathTable paths, Run run, int second) {
        long rate = paths.rateBitsPerSecond(second);
        double bitsPerSecond = realTime.bitsPerSecond(paths.nowNs());
        if (run.trafficClass() == TrafficClass.INTERACTIVE) {
            bitsPerSecond += interactive.bitsPerSecond(paths.nowNs());
        }
        // Where no rate is known yet there is no load that could be too much.
        return rate == 0 || bitsPerSecond < LARGEST_PART * rate;
    }
}
