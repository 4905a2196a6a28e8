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
    private static final int MOST_RESENDS = 6;
    /** From this resend on two copies go: an inner TCP takes a second loss in a row for congestion. */
    private static final int DOUBLED_FROM = 2;
    /** Protocol §6: "max is 400 ms unless configured", and what is under way when a path dies. */
    private static final long DEADLINE_NS = 600_000_000L;

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
        while (!again.isEmpty()) {
            Unit unit = again.first();
            if (unit.hasArrived()) {
                drop(again);
            } else if (unit.resends() >= MOST_RESENDS || nowNs - unit.firstSentNs() > DEADLINE_NS) {
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

    private void drop(UnitList again) {
        Unit unit = again.take();
        unit.inQueue(false);
        settled(unit);
    }

    private boolean send(Unit unit, long nowNs) {
        int first = usable.bestForRecovery(unit.triedMask(), unit.lengthBytes());
        if (first < 0) {
            return false;
        }
        int mask = 1 << first;
        if (unit.resent() >= DOUBLED_FROM) {
            int second = usable.bestForRecovery(mask, unit.lengthBytes());
            mask |= second < 0 ? 0 : 1 << second;
        }
        outflow.counters().add(Outflow.RESENT, 1);
        writer.sendAgain(unit, mask, nowNs);
        return true;
    }
}
