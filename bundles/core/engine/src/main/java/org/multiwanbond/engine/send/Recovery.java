package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.path.SentSink;
import org.multiwanbond.engine.queue.Unit;
import org.multiwanbond.engine.queue.UnitList;

/**
 * Sends lost units again on the best other path, while the peer still waits for them (protocol §6), and lets go of those
 * that arrived. Confined to the send thread.
 */
@HotPath
final class Recovery implements SentSink {
    /** Sendings of one unit beyond its first, however often paths fail. */
    private static final int MOST_RESENDS = 8;
    /** From this resend on two copies go, if not earlier: an inner TCP takes a second loss in a row for congestion. */
    private static final int DOUBLED_FROM = 2;
    /**
     * More than the peer waits for: a unit that is late for its order is delivered all the same. Seven tries on a lossy path
     * of 50 ms, while the others are silent, take 900 ms with what it takes to notice each loss.
     */
    private static final long DEADLINE_NS = 1_000_000_000L;

    /** On slow paths, or where a host is held up: a loss shows after 9/8 of a round trip, and there may be three in a row. */
    private static final int DEADLINE_ROUND_TRIPS = 4;

    private static final long LONGEST_DEADLINE_NS = 2_000_000_000L;

    /** How long a path that was not tried is waited for while others keep it full. */
    private static final long PATIENCE_NS = 150_000_000L;

    private static final int NONE_TRIED = 0;

    private final Outflow outflow;
    private final UsablePaths usable;
    private final UnitWriter writer;
    private final Drops drops;

    Recovery(Outflow outflow, UsablePaths usable, UnitWriter writer, Drops drops) {
        this.outflow = outflow;
        this.usable = usable;
        this.writer = writer;
        this.drops = drops;
    }

    @Override
    public void missed(Unit unit) {
        if (!unit.hasArrived() && !unit.isInQueue()) {
            unit.inQueue(true);
            outflow.again().add(unit);
        }
    }

    @Override
    public void settled(Unit unit) {
        if (!unit.isInFlight() && !unit.isInQueue()) {
            outflow.pool().give(unit);
        }
    }

    /** Sends again what has to go again, as far as there are paths. */
    void pump(long nowNs) {
        UnitList again = outflow.again();
        long deadlineNs = deadlineNs();
        while (!again.isEmpty()) {
            Unit unit = again.first();
            if (unit.hasArrived()) {
                drop(again);
            } else if (unit.resends() >= MOST_RESENDS || nowNs - unit.firstSentNs() > deadlineNs) {
                outflow.counters().add(Outflow.LOST, 1);
                drops.count(Drops.LOST);
                drop(again);
            } else if (!send(unit, nowNs)) {
                return;
            } else {
                drop(again);
            }
        }
    }

    /** How long after its first sending a unit is still sent again; the longest while no path is in use to tell. */
    private long deadlineNs() {
        long tripsNs = DEADLINE_ROUND_TRIPS * usable.largestRoundTripNs();
        long pathsNs = usable.mask() == 0 ? LONGEST_DEADLINE_NS : Math.min(LONGEST_DEADLINE_NS, tripsNs);
        return Math.max(Math.max(DEADLINE_NS, pathsNs), outflow.peerHoldNs());
    }

    private void drop(UnitList again) {
        Unit unit = again.take();
        unit.inQueue(false);
        settled(unit);
    }

    /** Whether the peer will have ceased to wait before one more loss would show (protocol §6, {@code hold}). */
    private boolean isLastChance(Unit unit, long nowNs) {
        long holdNs = outflow.peerHoldNs();
        return holdNs > 0 && nowNs + usable.largestRoundTripNs() > unit.firstSentNs() + holdNs;
    }

    private boolean send(Unit unit, long nowNs) {
        int first = usable.bestForRecovery(unit.triedMask(), unit.lengthBytes());
        if (first < 0 && nowNs - unit.firstSentNs() > PATIENCE_NS) {
            first = usable.bestForRecovery(NONE_TRIED, unit.lengthBytes());
        }
        if (first < 0) {
            return false;
        }
        int mask = 1 << first;
        if (unit.resent() >= DOUBLED_FROM || isLastChance(unit, nowNs)) {
            int taken = mask | unit.triedMask();
            boolean anyFresh = (usable.mask() & ~taken) != 0;
            int second = usable.bestForRecovery(anyFresh ? taken : mask, unit.lengthBytes());
            if (second == first) {
                // It is the only one in use.
                writer.sendAgain(unit, mask, nowNs);
            }
            mask |= second < 0 ? 0 : 1 << second;
        }
        outflow.counters().add(Outflow.RESENT, 1);
        writer.sendAgain(unit, mask, nowNs);
        return true;
    }
}
