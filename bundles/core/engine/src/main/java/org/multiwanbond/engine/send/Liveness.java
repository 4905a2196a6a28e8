package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.SessionMarks;

/** Tells when the peer as a whole is gone, protocol §8.5. Confined to the send thread. */
@HotPath
final class Liveness {
    private static final long SECOND_NS = 1_000_000_000L;
    /** Protocol §8.4: "Data flowed in the last 10 s". */
    private static final long BUSY_NS = 10 * SECOND_NS;
    /** Protocol §8.5: "3 × probe interval when idle", with the idle interval of 5 s. */
    private static final long IDLE_DEAD_NS = 15 * SECOND_NS;

    private static final int PTOS = 3;

    private final SessionMarks marks;
    private long busyUntilNs = Long.MIN_VALUE;
    private long busySinceNs;
    private long startNs;
    private boolean reported;
    private long reportedNs = Long.MIN_VALUE / 2;

    Liveness(SessionMarks marks) {
        this.marks = marks;
    }

    void busy(long nowNs) {
        busySinceNs = isBusy(nowNs) ? busySinceNs : nowNs;
        busyUntilNs = nowNs + BUSY_NS;
    }

    boolean isBusy(long nowNs) {
        return nowNs < busyUntilNs;
    }

    /** Protocol §8.4: "Data flowed in the last 10 s", in either direction: who only receives needs good paths too. */
    boolean isFlowing(long nowNs) {
        return isBusy(nowNs) || marks.lastDataNs() != 0 && nowNs - marks.lastDataNs() < BUSY_NS;
    }

    long silentNs(long nowNs) {
        startNs = startNs == 0 ? nowNs : startNs;
        return nowNs - Math.max(startNs, marks.lastNs());
    }

    /** Whether the peer is gone; true at most once a second. */
    boolean isOver(TxPath[] paths, long nowNs) {
        if (overdueNs(paths, nowNs) < 0 || nowNs - reportedNs < SECOND_NS) {
            return false;
        }
        reportedNs = nowNs;
        reported = true;
        return true;
    }

    /** Whether the peer answers again after it was reported gone; true once. */
    boolean isBack(long nowNs) {
        boolean back = reported && marks.lastNs() > reportedNs;
        reported &= !back;
        return back;
    }

    /** How far the silence exceeds its limit; an idle peer has nothing to say, so traffic begins a silence anew. */
    private long overdueNs(TxPath[] paths, long nowNs) {
        long silentNs = isBusy(nowNs) ? Math.min(silentNs(nowNs), nowNs - busySinceNs) : silentNs(nowNs);
        return silentNs - limitNs(paths, nowNs);
    }

    /** Protocol §8.5: "max(1 s, 3 PTO of the fastest path) with traffic". */
    private long limitNs(TxPath[] paths, long nowNs) {
        if (!isBusy(nowNs)) {
            return IDLE_DEAD_NS;
        }
        long leastPtoNs = Long.MAX_VALUE;
        for (TxPath path : paths) {
            if (path != null && !path.isRemoved()) {
                leastPtoNs = Math.min(leastPtoNs, path.roundTrip().ptoNs());
            }
        }
        return leastPtoNs == Long.MAX_VALUE ? IDLE_DEAD_NS : Math.max(SECOND_NS, PTOS * leastPtoNs);
    }

    long dueNs(TxPath[] paths, long nowNs) {
        return Math.max(nowNs - overdueNs(paths, nowNs), reportedNs + SECOND_NS);
    }
}
