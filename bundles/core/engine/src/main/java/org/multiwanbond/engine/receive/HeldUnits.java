package org.multiwanbond.engine.receive;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/**
 * Copies of units that wait for order, each with the DSN it waits for and the list of units that wait for it. What is
 * allocated grows as needed and shrinks only in {@link #rest}. Confined to the receive thread.
 */
@HotPath
final class HeldUnits {
    static final int NOBODY = -1;

    /** Fits any unit on a path of 1 500 octets; longer ones get arrays of their own. */
    private static final int POOLED_BYTES = 1_664;

    private static final int FIRST_UNITS = 64;

    private final int most;
    private final long limitBytes;
    private byte[][] units = {};
    private int[] lengths = {};
    private boolean[] aggregates = {};
    private long[] dsns = {};
    private long[] waitsFor = {};
    private int[] firstWaiters = {};
    private int[] nexts = {};
    private int firstFree = NOBODY;
    private int used;
    private int count;
    private long heldBytes;

    /**
     * Room for units.
     *
     * @param most units held at once
     * @param limitBytes octets held at once
     */
    HeldUnits(int most, long limitBytes) {
        this.most = most;
        this.limitBytes = limitBytes;
    }

    boolean isFull(int len) {
        return count == most || heldBytes + len > limitBytes;
    }

    /** Keeps a copy of unit {@code dsn}, for which nobody waits yet; answers its place. */
    int hold(long dsn, byte[] buf, int off, int len, boolean aggregate) {
        int place = firstFree;
        if (place == NOBODY) {
            place = newPlace();
        } else {
            firstFree = nexts[place];
        }
        if (units[place] == null || units[place].length < len) {
            units[place] = new byte[Math.max(len, POOLED_BYTES)];
        }
        System.arraycopy(buf, off, units[place], 0, len);
        lengths[place] = len;
        aggregates[place] = aggregate;
        dsns[place] = dsn;
        firstWaiters[place] = NOBODY;
        nexts[place] = NOBODY;
        heldBytes += len;
        count++;
        return place;
    }

    private int newPlace() {
        if (used == units.length) {
            int more = Math.max(FIRST_UNITS, used * 2);
            units = Arrays.copyOf(units, more);
            lengths = Arrays.copyOf(lengths, more);
            aggregates = Arrays.copyOf(aggregates, more);
            dsns = Arrays.copyOf(dsns, more);
            waitsFor = Arrays.copyOf(waitsFor, more);
            firstWaiters = Arrays.copyOf(firstWaiters, more);
            nexts = Arrays.copyOf(nexts, more);
        }
        return used++;
    }

    /** Delivers the unit at this place and frees the place. */
    void release(int place, UnitSink sink) {
        heldBytes -= lengths[place];
        count--;
        sink.deliver(units[place], 0, lengths[place], aggregates[place]);
        if (units[place].length > POOLED_BYTES) {
            units[place] = null;
        }
        nexts[place] = firstFree;
        firstFree = place;
    }

    /** Gives the memory back; nothing may be held. */
    void rest() {
        units = new byte[0][];
        lengths = new int[0];
        aggregates = new boolean[0];
        dsns = new long[0];
        waitsFor = new long[0];
        firstWaiters = new int[0];
        nexts = new int[0];
        firstFree = NOBODY;
        used = 0;
    }

    long dsn(int place) {
        return dsns[place];
    }

    long waitsFor(int place) {
        return waitsFor[place];
    }

    void waitsFor(int place, long dsn) {
        waitsFor[place] = dsn;
    }

    /** The first of the units that wait for this one, NOBODY for none. */
    int firstWaiter(int place) {
        return firstWaiters[place];
    }

    void firstWaiter(int place, int waiter) {
        firstWaiters[place] = waiter;
    }

    /** The next of the units that wait for the same one, NOBODY for none. */
    int next(int place) {
        return nexts[place];
    }

    void next(int place, int following) {
        nexts[place] = following;
    }

    int count() {
        return count;
    }
}
