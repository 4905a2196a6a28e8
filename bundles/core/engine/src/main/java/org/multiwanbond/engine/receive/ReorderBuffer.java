package org.multiwanbond.engine.receive;

import static org.multiwanbond.engine.receive.HeldUnits.NOBODY;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.DataPayload;

/**
 * Delivers the units of a session at most once and each flow's in order: a unit with a flow link waits for the unit it
 * names, one without for all lower numbers, and neither longer than the hold time. Confined to the receive thread.
 *
 * <p>The ring of DSNs is up to twice the units that may be held, so it is the duplicate window as well. Its memory is taken
 * when the first unit comes and grows when a number would leave the ring that did not arrive yet; {@link #rest} gives it
 * back.
 */
@HotPath
public final class ReorderBuffer {
    /** Answers of {@link #accept}. */
    public static final int ACCEPTED = 0;

    public static final int DUPLICATE = 1;
    public static final int LATE = 2;
    public static final int AHEAD = 3;
    /** Delivered, though its gap was given up. */
    public static final int OVERDUE = 4;

    /** Protocol §6: "max(16 384, rate × 2 T_reorder) units"; the lower bound until rates are measured. */
    static final int UNITS = 16_384;
    /** Protocol §6: "A DSN more than 2^20 ahead of the highest delivered: drop". */
    private static final long MOST_AHEAD = 1 << 20;
    /** Octets held for one session at most: 400 ms at 500 Mbit/s. */
    private static final long LIMIT_BYTES = 24L << 20;

    /** Enough for a flow without losses; a power of two. */
    private static final int FIRST_SLOTS = 256;

    private static final byte UNKNOWN = 0;
    private static final byte HELD = 1;
    private static final byte DONE = 2;
    private static final byte GIVEN_UP = 3;
    /** Held without a flow link: waits for all lower numbers, one missing number after the other. */
    private static final byte HELD_FOR_ALL = 4;

    private static final long NOTHING = -1;

    private static final int NOT_AWAITED = 0;
    private static final long MS = 1_000_000L;

    private final HoldTimers timers = new HoldTimers();
    private final Lateness lateness = new Lateness();
    private final int mostSlots;
    private final HeldUnits held;
    private final UnitSink sink;
    private byte[] states = {};
    /** The place of a held unit; else the first of the units that wait for this number. */
    private int[] places = {};
    /** Since when a missing number is waited for: the clock in ms, modulo 2^32. */
    private int[] awaitedMs = {};

    private int slots;
    private long highest = -1;
    /** Numbers below were forgotten. */
    private long floor;

    private long settledBelow;
    private long holdNs;
    private long givenUp;
    private long nowNs;

    ReorderBuffer(int units, UnitSink sink, long holdNs) {
        mostSlots = units * 2;
        slots = Math.min(FIRST_SLOTS, mostSlots);
        held = new HeldUnits(units, LIMIT_BYTES);
        this.sink = sink;
        this.holdNs = holdNs;
    }

    /** Highest DSN seen plus 1, for the reconstruction of the next. */
    long expected() {
        return highest + 1;
    }

    /** Whether this unit came before, or is too old to tell. */
    boolean isKnown(long dsn) {
        return dsn <= highest && (dsn < lowest() || isHeld(dsn) || states[slot(dsn)] == DONE);
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
        }
        if (isKnown(dsn)) {
            return dsn < lowest() ? LATE : DUPLICATE;
        }
        while (unit.has(DataPayload.ORDERED) && held.isFull(len)) {
            endHold(timers.take());
        }
        observe(dsn);
        if (states[slot(dsn)] == GIVEN_UP) {
            states[slot(dsn)] = DONE;
            // Protocol §6 drops these for bulk TCP. Delivered, they let its sender see that it was wrong about a loss
            // (RFC 3708), and take back what it did about it.
            sink.deliver(buf, off, len, unit.has(DataPayload.AGGREGATE));
            return OVERDUE;
        }
        long before = predecessor(dsn, unit);
        if (before == NOTHING) {
            states[slot(dsn)] = DONE;
            sink.deliver(buf, off, len, unit.has(DataPayload.AGGREGATE));
            release(places[slot(dsn)]);
        } else {
            hold(dsn, before, held.hold(dsn, buf, off, len, unit.has(DataPayload.AGGREGATE)), unit);
        }
        return ACCEPTED;
    }

    /** How late this unit is, if another waited for it. */
    private void observe(long dsn) {
        int sinceMs = awaitedMs[slot(dsn)];
        if (sinceMs != NOT_AWAITED) {
            awaitedMs[slot(dsn)] = NOT_AWAITED;
            lateness.add((clockMs() - sinceMs) * MS, nowNs);
        }
    }

    private int clockMs() {
        int ms = (int) (nowNs / MS);
        return ms == NOT_AWAITED ? 1 : ms;
    }

    private void hold(long dsn, long before, int place, DataPayload unit) {
        held.firstWaiter(place, places[slot(dsn)]);
        places[slot(dsn)] = place;
        states[slot(dsn)] = unit.has(DataPayload.FLOW_LINK) ? HELD : HELD_FOR_ALL;
        waitFor(before, place);
        timers.add(dsn, nowNs + holdNs);
    }

    /** The DSN this unit has to wait for, or NOTHING. */
    private long predecessor(long dsn, DataPayload unit) {
        if (!unit.has(DataPayload.ORDERED)) {
            return NOTHING;
        }
        if (!unit.has(DataPayload.FLOW_LINK)) {
            return lowestUnsettledBelow(dsn);
        }
        long before = dsn - unit.flowLink();
        return before == dsn || before < lowest() || isSettled(before) ? NOTHING : before;
    }

    private long lowestUnsettledBelow(long dsn) {
        long at = Math.max(settledBelow, lowest());
        while (at < dsn && isSettled(at)) {
            at++;
        }
        settledBelow = Math.max(settledBelow, at);
        return at >= dsn ? NOTHING : at;
    }

    private void waitFor(long before, int place) {
        held.waitsFor(place, before);
        if (isHeld(before)) {
            int other = places[slot(before)];
            held.next(place, held.firstWaiter(other));
            held.firstWaiter(other, place);
        } else {
            held.next(place, places[slot(before)]);
            places[slot(before)] = place;
            awaitedMs[slot(before)] = awaitedMs[slot(before)] == NOT_AWAITED ? clockMs() : awaitedMs[slot(before)];
        }
    }

    /** What these units waited for is settled: delivers them, and then those that waited for them. */
    private void release(int firstWaiter) {
        int todo = firstWaiter;
        while (todo != NOBODY) {
            int place = todo;
            long dsn = held.dsn(place);
            todo = held.next(place);
            long before = states[slot(dsn)] == HELD ? NOTHING : lowestUnsettledBelow(dsn);
            if (before == NOTHING) {
                todo = joined(held.firstWaiter(place), todo);
                states[slot(dsn)] = DONE;
                held.release(place, sink);
            } else {
                waitFor(before, place);
            }
        }
    }

    /** The list that begins with {@code first}, with the other behind it. */
    private int joined(int first, int second) {
        if (first == NOBODY) {
            return second;
        }
        int last = first;
        while (held.next(last) != NOBODY) {
            last = held.next(last);
        }
        held.next(last, second);
        return first;
    }

    private void advance(long dsn) {
        if (states.length == 0) {
            states = new byte[slots];
            places = new int[slots];
            Arrays.fill(places, NOBODY);
            awaitedMs = new int[slots];
        }
        while (slots < mostSlots && dsn - highest >= slots) {
            grow();
        }
        long last = Math.min(dsn, highest + slots);
        while (highest < last) {
            long leaving = highest + 1 - slots;
            if (leaving >= floor && states[slot(leaving)] != DONE && slots < mostSlots) {
                grow();
            }
            leave(highest + 1 - slots);
            highest++;
            states[slot(highest)] = UNKNOWN;
            places[slot(highest)] = NOBODY;
            awaitedMs[slot(highest)] = NOT_AWAITED;
        }
        highest = dsn;
    }

    private void grow() {
        int more = slots * 2;
        byte[] newStates = new byte[more];
        int[] newPlaces = new int[more];
        int[] newAwaitedMs = new int[more];
        for (long dsn = lowest(); dsn <= highest; dsn++) {
            int to = (int) dsn & more - 1;
            newStates[to] = states[slot(dsn)];
            newPlaces[to] = places[slot(dsn)];
            newAwaitedMs[to] = awaitedMs[slot(dsn)];
        }
        floor = lowest();
        slots = more;
        states = newStates;
        places = newPlaces;
        awaitedMs = newAwaitedMs;
    }

    /** Gives the memory back if nothing is held: what comes later with a number known so far is late. */
    boolean rest() {
        if (held.count() > 0) {
            return false;
        }
        floor = highest + 1;
        slots = Math.min(FIRST_SLOTS, mostSlots);
        states = new byte[0];
        places = new int[0];
        awaitedMs = new int[0];
        held.rest();
        timers.rest();
        return true;
    }

    /** The lowest number of the window leaves it: nobody waits for it any longer, and it no longer waits. */
    private void leave(long dsn) {
        if (dsn >= floor) {
            endHold(dsn);
            giveUp(dsn);
        }
    }

    /** Sets the clock and ends the holds whose time is over; answers when to call again. */
    long expire(long newNowNs) {
        nowNs = newNowNs;
        while (!timers.isEmpty() && (timers.dueNs() <= newNowNs || !isHeldStill(timers.first()))) {
            endHold(timers.take());
        }
        return timers.dueNs();
    }

    /** Gives up whatever this unit waits for, if it still waits. */
    private void endHold(long dsn) {
        while (isHeldStill(dsn)) {
            long at = dsn;
            while (isHeld(at)) {
                at = held.waitsFor(places[slot(at)]);
            }
            giveUp(at);
        }
    }

    private void giveUp(long missing) {
        int slot = slot(missing);
        if (states[slot] == UNKNOWN) {
            states[slot] = GIVEN_UP;
            givenUp += places[slot] == NOBODY ? 0 : 1;
            release(places[slot]);
        }
    }

    void holdNs(long newHoldNs) {
        holdNs = newHoldNs;
    }

    /** How late 99 of 100 units came that others waited for, 0 if none was late. */
    long latenessNs(long atNs) {
        return lateness.p99Ns(atNs);
    }

    int heldUnits() {
        return held.count();
    }

    long givenUp() {
        return givenUp;
    }

    private long lowest() {
        return Math.max(floor, highest - slots + 1);
    }

    private boolean isHeldStill(long dsn) {
        return dsn >= lowest() && isHeld(dsn);
    }

    private boolean isHeld(long dsn) {
        byte state = states[slot(dsn)];
        return state == HELD || state == HELD_FOR_ALL;
    }

    private boolean isSettled(long dsn) {
        byte state = states[slot(dsn)];
        return state == DONE || state == GIVEN_UP;
    }

    private int slot(long dsn) {
        return (int) dsn & slots - 1;
    }
}
