package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;

/**
 * Copies of units that wait for order, by slot of the reorder ring, from a pool that grows as needed and never shrinks.
 * Confined to the receive thread.
 */
@HotPath
final class HeldUnits {
    /** Fits any unit on a path of 1 500 octets; longer ones get arrays of their own. */
    private static final int POOLED_BYTES = 1_664;

    private final byte[][] units;
    private final int[] lengths;
    private final boolean[] aggregates;
    private final byte[][] pool;
    private final long limitBytes;
    private int pooled;
    private int count;
    private long heldBytes;

    /**
     * Room for units in this many slots.
     *
     * @param slots slots of the ring
     * @param most units held at once
     * @param limitBytes octets held at once
     */
    HeldUnits(int slots, int most, long limitBytes) {
        units = new byte[slots][];
        lengths = new int[slots];
        aggregates = new boolean[slots];
        pool = new byte[most][];
        this.limitBytes = limitBytes;
    }

    boolean isFull(int len) {
        return count == pool.length || heldBytes + len > limitBytes;
    }

    void hold(int slot, byte[] buf, int off, int len, boolean aggregate) {
        byte[] copy = len > POOLED_BYTES ? new byte[len] : pooled == 0 ? new byte[POOLED_BYTES] : pool[--pooled];
        System.arraycopy(buf, off, copy, 0, len);
        units[slot] = copy;
        lengths[slot] = len;
        aggregates[slot] = aggregate;
        heldBytes += len;
        count++;
    }

    void release(int slot, UnitSink sink) {
        byte[] unit = units[slot];
        sink.deliver(unit, 0, lengths[slot], aggregates[slot]);
        units[slot] = null;
        heldBytes -= lengths[slot];
        count--;
        if (unit.length == POOLED_BYTES) {
            pool[pooled++] = unit;
        }
    }

    int count() {
        return count;
    }
}
