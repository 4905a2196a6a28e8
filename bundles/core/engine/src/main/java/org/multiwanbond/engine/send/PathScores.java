package org.multiwanbond.engine.send;

import java.util.Locale;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.FlowScore;

/** How soon each path would deliver a packet, and why some are not asked. Confined to the send thread. */
final class PathScores {
    private static final double NS_PER_SECOND = 1e9;
    private static final double MS = 1e6;

    private final UsablePaths usable;
    private final int lowLoss;
    private final int together;
    private final long leastDelayNs;
    private final long leastRate;
    private final long nowNs;

    PathScores(UsablePaths usable, long nowNs) {
        this.usable = usable;
        this.nowNs = nowNs;
        this.lowLoss = PathMask.lowLoss(usable);
        this.together = PathMask.together(usable);
        this.leastDelayNs = leastDelayNs();
        this.leastRate = leastRate();
    }

    private long leastDelayNs() {
        long leastNs = Long.MAX_VALUE;
        for (int rest = together; rest != 0; rest &= rest - 1) {
            leastNs = Math.min(leastNs, usable.oneWayDelayNs(Integer.numberOfTrailingZeros(rest)));
        }
        return leastNs;
    }

    /** The score of a path for a packet of this length. */
    FlowScore of(TxPath path, int packetBytes, int flyingPackets) {
        long backlogNs = Math.max(0, path.pacer().backlogNs(nowNs));
        long rate = rate(path.id());
        long sendingNs = rate > 0 ? (long) (packetBytes * Byte.SIZE * NS_PER_SECOND / rate) : 0;
        long delayNs = usable.oneWayDelayNs(path.id());
        return new FlowScore(
                path.id(),
                path.wan(),
                backlogNs + sendingNs + delayNs,
                backlogNs,
                sendingNs,
                delayNs,
                path.hasRoom(nowNs),
                path.sent().lossRatio(),
                flyingPackets,
                excluded(path, delayNs));
    }

    /** As the balancers do: while it is unknown, the least known one. */
    private long rate(int path) {
        long known = usable.rateBitsPerSecond(path);
        return known > 0 ? known : leastRate;
    }

    private long leastRate() {
        long least = Long.MAX_VALUE;
        for (int rest = together; rest != 0; rest &= rest - 1) {
            long known = usable.rateBitsPerSecond(Integer.numberOfTrailingZeros(rest));
            least = known > 0 ? Math.min(least, known) : least;
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    private String excluded(TxPath path, long delayNs) {
        int bit = 1 << path.id();
        if ((usable.mask() & bit) == 0) {
            return unusable(path);
        }
        if ((lowLoss & bit) == 0) {
            return String.format(
                    Locale.ROOT,
                    "loses %.0f %% of its packets, more than 10 %%",
                    path.sent().lossRatio() * 100);
        }
        return (together & bit) == 0
                ? String.format(
                        Locale.ROOT,
                        "arrives %.0f ms after the soonest path, more than 150 ms",
                        (delayNs - leastDelayNs) / MS)
                : "";
    }

    private String unusable(TxPath path) {
        long heldNs = path.life().heldUntilNs() - nowNs;
        PathState state = path.life().state();
        if (state == PathState.DOWN && heldNs > 0) {
            return String.format(Locale.ROOT, "failed repeatedly: kept out for another %.1f s", heldNs / NS_PER_SECOND);
        }
        if (state == PathState.STANDBY) {
            return "is a backup, and others work";
        }
        String why = path.life().reason();
        return "is " + state.name().toLowerCase(Locale.ROOT) + (why.isEmpty() ? "" : ": " + why);
    }
}
