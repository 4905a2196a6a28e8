package org.multiwanbond.engine.queue;

import org.multiwanbond.api.HotPath;

/** Units in a row, first in first out; a unit is in one list at most. Confined to the send thread. */
@HotPath
public final class UnitList {
    private Unit first;
    private Unit last;
    private int count;
    private long bytes;

    /** Puts a unit at the end. */
    public void add(Unit unit) {
        unit.next(null);
        if (count == 0) {
            first = unit;
        } else {
            last.next(unit);
        }
        last = unit;
        count++;
        bytes += unit.lengthBytes();
    }

    /** The first unit; there must be one. */
    public Unit first() {
        return first;
    }

    /** Takes the first unit out; there must be one. */
    public Unit take() {
        Unit unit = first;
        first = unit.next();
        unit.next(null);
        count--;
        bytes -= unit.lengthBytes();
        return unit;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public int count() {
        return count;
    }

    /** Octets of all inner packets. */
    public long bytes() {
        return bytes;
    }

    /** Octets of the first {@code packets}, of which there must be as many. */
    int bytesOf(int packets) {
        int sum = 0;
        Unit unit = first;
        for (int i = 0; i < packets; i++) {
            sum += unit.lengthBytes();
            unit = unit.next();
        }
        return sum;
    }
}
