package org.multiwanbond.engine.receive;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.DataPayload;

/**
 * Delivers the units of a session at most once and each flow's in order: a unit with a flow link waits for the unit it
 * names, one without for all lower numbers, and neither longer than the hold time. Confined to the receive thread.
 *
 * <p>The ring of DSNs is twice the units that may be held, so it is the duplicate window as well.
 */
@HotPath
public final class ReorderBuffer {
    /** Answers of {@link #accept}. */
    public static final int ACCEPTED = 0;

    public static final int DUPLICATE = 1;
    public static final int LATE = 2;
    public static final int AHEAD = 3;

    /** Protocol §6: "max(16 384, rate × 2 T_reorder) units"; the lower bound until rates are measured. */
    static final int UNITS = 16_384;
    /** Protocol §6: "A DSN more than 2^20 ahead of the highest delivered: drop". */
    private static final long MOST_AHEAD = 1 << 20;
    /** Octets held for one session at most: 400 ms at 500 Mbit/s. */
    private static final long LIMIT_BYTES = 24L << 20;

    private static final byte UNKNOWN = 0;
    private static final byte HELD = 1;
    private static final byte DONE = 2;
    private static final byte GIVEN_UP = 3;
    /** Held without a flow link: waits for all lower numbers, one missing number after the other. */
    private static final byte HELD_FOR_ALL = 4;

    private static final long NOBODY = -1;
    private static final int IP_PROTOCOL_TCP = 6;

    private final int mask;
    private final byte[] states;
    private final long[] waiters;
    private final HeldUnits held;
    private final GapTimers gaps;
    private final UnitSink sink;
    private long highest = -1;
    private long barrierBelow = NOBODY;
    private long holdNs;
    private long givenUp;
    private long nowNs;

    ReorderBuffer(int units, UnitSink sink, long holdNs) {
        int slots = units * 2;
        mask = slots - 1;
        states = new byte[slots];
        waiters = new long[slots];
        Arrays.fill(waiters, NOBODY);
        held = new HeldUnits(slots, units, LIMIT_BYTES);
        gaps = new GapTimers(units);
        this.sink = sink;
        this.holdNs = holdNs;
    }

    /** Highest DSN seen plus 1, for the reconstruction of the next. */
    long expected() {
        return highest + 1;
    }

    /**
     * Takes in a whole unit at {@code buf[off..off+len)}; {@code unit} tells its flags, class and flow link. The clock is
     * that of the last {@link #expire}.
     */
    int accept(long dsn, DataPayload unit, byte[] buf, int off, int len) {
        if (dsn > highest) {
            if (dsn - highest > MOST_AHEAD) {
                return AHEAD;
            }
            advance(dsn);
        } else if (dsn <= highest - states.length) {
            return LATE;
        }
        byte state = states[slot(dsn)];
        if (state == DONE || isHeld(state)) {
            return DUPLICATE;
        }
        if (state == GIVEN_UP) {
            states[slot(dsn)] = DONE;
            return deliverLate(unit, buf, off, len);
        }
        boolean aggregate = unit.has(DataPayload.AGGREGATE);
        long before = predecessor(dsn, unit);
        if (before == NOBODY || held.isFull(len)) {
            states[slot(dsn)] = DONE;
            sink.deliver(buf, off, len, aggregate);
            releaseAfter(dsn);
        } else {
            states[slot(dsn)] = unit.has(DataPayload.FLOW_LINK) ? HELD : HELD_FOR_ALL;
            held.hold(slot(dsn), buf, off, len, aggregate);
            waitFor(before, dsn);
        }
        return ACCEPTED;
    }

    /** Protocol §6: "A late unit (after give-up) is dropped and counted for bulk TCP, delivered for others." */
    private int deliverLate(DataPayload unit, byte[] buf, int off, int len) {
        boolean ipv6 = (buf[off] & 0xf0) == 0x60;
        int protocolAt = off + (ipv6 ? 6 : 9);
        boolean tcp = len > 9 && buf[protocolAt] == IP_PROTOCOL_TCP;
        if (!tcp || unit.trafficClass() != DataPayload.CLASS_BULK) {
            sink.deliver(buf, off, len, unit.has(DataPayload.AGGREGATE));
        }
        return LATE;
    }

    /** The DSN this unit has to wait for, or NOBODY. */
    private long predecessor(long dsn, DataPayload unit) {
        if (!unit.has(DataPayload.ORDERED)) {
            return NOBODY;
        }
        if (!unit.has(DataPayload.FLOW_LINK)) {
            return lowestMissingBelow(dsn);
        }
        long before = dsn - unit.flowLink();
        return before == dsn || before < lowest() || isSettled(before) ? NOBODY : before;
    }

    private long lowestMissingBelow(long dsn) {
        long at = Math.max(barrierBelow, lowest());
        while (at < dsn && isSettled(at)) {
            at++;
        }
        barrierBelow = at;
        // Its waiter slot is taken by another unit: wait for the closest free one below, so that all lower come first.
        while (at < dsn && waiters[slot(at)] != NOBODY) {
            at = waiters[slot(at)];
        }
        return at >= dsn ? NOBODY : at;
    }

    private void waitFor(long missing, long waiter) {
        waiters[slot(missing)] = waiter;
        if (states[slot(missing)] == UNKNOWN) {
            if (gaps.isFull()) {
                giveUp(gaps.take());
            }
            gaps.add(missing, nowNs + holdNs);
        }
    }

    private void releaseAfter(long settled) {
        long at = settled;
        while (true) {
            int slot = slot(at);
            long waiter = waiters[slot];
            waiters[slot] = NOBODY;
            if (waiter == NOBODY || waiter < lowest() || !isHeld(states[slot(waiter)])) {
                return;
            }
            long before = states[slot(waiter)] == HELD ? NOBODY : lowestMissingBelow(waiter);
            if (before != NOBODY) {
                waitFor(before, waiter);
                return;
            }
            states[slot(waiter)] = DONE;
            held.release(slot(waiter), sink);
            at = waiter;
        }
    }

    private void advance(long dsn) {
        long from = Math.max(highest + 1, dsn - states.length + 1);
        for (long next = from; next <= dsn; next++) {
            int slot = slot(next);
            if (isHeld(states[slot])) {
                held.release(slot, sink);
            }
            states[slot] = UNKNOWN;
            waiters[slot] = NOBODY;
        }
        highest = dsn;
    }

    /** Sets the clock and gives up the gaps whose time is over; answers when to call again. */
    long expire(long newNowNs) {
        nowNs = newNowNs;
        while (gaps.dueNs() <= newNowNs) {
            giveUp(gaps.take());
        }
        return gaps.dueNs();
    }

    private void giveUp(long missing) {
        if (missing >= lowest() && states[slot(missing)] == UNKNOWN) {
            states[slot(missing)] = GIVEN_UP;
            givenUp++;
            releaseAfter(missing);
        }
    }

    void holdNs(long newHoldNs) {
        holdNs = newHoldNs;
    }

    int heldUnits() {
        return held.count();
    }

    long givenUp() {
        return givenUp;
    }

    private long lowest() {
        return Math.max(0, highest - states.length + 1);
    }

    private static boolean isHeld(byte state) {
        return state == HELD || state == HELD_FOR_ALL;
    }

    private boolean isSettled(long dsn) {
        byte state = states[slot(dsn)];
        return state == DONE || state == GIVEN_UP;
    }

    private int slot(long dsn) {
        return (int) dsn & mask;
    }
}
