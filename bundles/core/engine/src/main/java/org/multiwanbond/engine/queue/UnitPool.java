package org.multiwanbond.engine.queue;

import org.multiwanbond.api.HotPath;

/** Units not in use, shared by all sessions. Confined to the send thread. */
@HotPath
public final class UnitPool {
    /** Units kept for use again: 13 MB, the queues and flights of 400 ms at 270 Mbit/s; more are left to the collector. */
    private static final int KEPT = 8_192;

    private final Unit[] free = new Unit[KEPT];
    private int count;

    /** A unit with a copy of this packet. */
    public Unit take(byte[] buf, int off, int len, long nowNs) {
        Unit unit = count > 0 ? free[--count] : new Unit();
        unit.begin(buf, off, len, nowNs);
        return unit;
    }

    /** Takes a unit back that nobody uses any more. */
    public void give(Unit unit) {
        if (count < KEPT) {
            unit.trim();
            free[count++] = unit;
        }
    }
}
