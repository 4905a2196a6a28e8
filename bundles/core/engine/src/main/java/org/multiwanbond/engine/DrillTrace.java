package org.multiwanbond.engine;

import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.DrillReport;
import org.multiwanbond.api.status.PathStatus;
import org.multiwanbond.api.status.SessionStatus;

/** Follows a link and the packets delivered through a drill, look by look. Confined to one thread. */
final class DrillTrace {
    private static final double MS = 1e6;
    private static final double NOT_SEEN = -1;

    private final String wan;
    private final Gap before = new Gap();
    private final Gap during = new Gap();
    private double detectionMs = NOT_SEEN;
    private double returnMs = NOT_SEEN;
    private long cutNs;
    private long restoredNs;
    private Totals start = new Totals(0, 0, 0, 0);
    private Totals end = new Totals(0, 0, 0, 0);

    private record Totals(long delivered, long sent, long resent, long lost) {}

    /** The longest time in which a counter stood still. */
    private static final class Gap {
        private long count = -1;
        private long sinceNs;
        private long longestNs;

        void look(long packets, long nowNs) {
            if (count < 0) {
                sinceNs = nowNs;
            }
            longestNs = Math.max(longestNs, nowNs - sinceNs);
            if (packets != count) {
                count = packets;
                sinceNs = nowNs;
            }
        }
    }

    DrillTrace(String wan) {
        this.wan = wan;
    }

    /** Looks before the cut. */
    void quiet(BondStatus status, long nowNs) {
        before.look(totals(status).delivered, nowNs);
    }

    /** The cut begins. */
    void cut(BondStatus status, long nowNs) {
        cutNs = nowNs;
        start = totals(status);
        during.look(start.delivered, nowNs);
    }

    /** Looks while the link is cut, or after. */
    void look(BondStatus status, long nowNs) {
        end = totals(status);
        during.look(end.delivered, nowNs);
        boolean works = works(status);
        if (detectionMs < 0 && restoredNs == 0 && !works) {
            detectionMs = Math.max(0, (nowNs - cutNs) / MS - inStateMs(status));
        }
        if (restoredNs != 0 && returnMs < 0 && works) {
            returnMs = (nowNs - restoredNs) / MS;
        }
    }

    /** The link may carry again. */
    void restored(long nowNs) {
        restoredNs = nowNs;
    }

    boolean isBack() {
        return returnMs >= 0;
    }

    DrillReport report(int seconds) {
        boolean flowed = before.count > 0 && before.longestNs < (restoredNs - cutNs);
        return new DrillReport(
                wan,
                seconds,
                detectionMs,
                during.longestNs / MS,
                flowed ? before.longestNs / MS : NOT_SEEN,
                end.delivered - start.delivered,
                end.sent - start.sent,
                end.resent - start.resent,
                end.lost - start.lost,
                returnMs);
    }

    /** Whether each session's path of this link works. */
    private boolean works(BondStatus status) {
        return status.sessions().stream()
                .flatMap(session -> session.paths().stream())
                .filter(path -> path.wan().equals(wan))
                .allMatch(path -> path.state() == PathState.ACTIVE || path.state() == PathState.STANDBY);
    }

    /** A link that was suspected between two looks was so for as long as its path is in that state. */
    private double inStateMs(BondStatus status) {
        return status.sessions().stream()
                .flatMap(session -> session.paths().stream())
                .filter(path -> path.wan().equals(wan) && path.state() == PathState.SUSPECT)
                .mapToLong(PathStatus::stateSinceMs)
                .max()
                .orElse(0);
    }

    private static Totals totals(BondStatus status) {
        long delivered = 0;
        long sent = 0;
        long resent = 0;
        long lost = 0;
        for (SessionStatus session : status.sessions()) {
            delivered += session.innerRxPackets();
            sent += session.innerTxPackets();
            resent += session.recovery().resentUnits();
            lost += session.recovery().lostUnits();
        }
        return new Totals(delivered, sent, resent, lost);
    }
}
