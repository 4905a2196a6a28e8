package org.multiwanbond.engine.path;

import java.util.Arrays;
import java.util.function.Consumer;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.queue.Unit;
import org.multiwanbond.wire.control.AckFrame;

/**
 * When the packets of one path were sent, what they carried, and whether they were acknowledged or lost (RFC 9002 §6.1).
 * Confined to the send thread.
 */
@HotPath
public final class SentLog {
    /** Packets a quiet path needs; doubled as more are in flight. A power of two. */
    private static final int FIRST_SLOTS = 64;
    /** Packets remembered at most: above a second at 100 Mbit/s. A power of two. */
    private static final int MOST_SLOTS = 16_384;
    /** RFC 9002 §6.1.1: kPacketThreshold. */
    private static final int LEAST_REORDER_PACKETS = 3;
    /** A path that reorders by more than this is judged by time alone. */
    private static final int MOST_REORDER_PACKETS = 256;
    /** Acknowledged packets without a false loss after which the threshold comes down by one. */
    private static final int CALM_PACKETS = 1_024;

    private static final byte SETTLED = 0;
    private static final byte FLYING = 1;
    /** In flight, but its unit was already given to other paths. */
    private static final byte DOUBTED = 2;
    /** Declared lost; an acknowledgment may still come. */
    private static final byte LOST = 3;

    private byte[] states = new byte[FIRST_SLOTS];
    private long[] sentNs = new long[FIRST_SLOTS];
    private int[] bytes = new int[FIRST_SLOTS];
    private long[] through = new long[FIRST_SLOTS];
    private Unit[] units = new Unit[FIRST_SLOTS];
    private int[] lives = new int[FIRST_SLOTS];
    private int[] pieces = new int[FIRST_SLOTS];
    private final LostSizes sizes = new LostSizes();
    private final LossMeter losses = new LossMeter();
    private final SentSink sink;
    private long next;
    private long oldest;
    private long largestAcked = -1;
    private long largestSentNs;
    private long largestThrough;
    private long sentOctets;
    private long inFlightPackets;
    private long inFlightBytes;
    private long lostPackets;
    private long ackedPackets;
    private long calmPackets;
    private int reorderPackets = LEAST_REORDER_PACKETS;
    private long tellsFrom;
    private boolean abandons;

    public SentLog(SentSink sink) {
        this.sink = sink;
    }

    /** Remembers that packet {@code number}, the next in order, was sent; one not to be acknowledged is only counted. */
    public void sent(long number, int wireBytes, boolean ackEliciting, long nowNs) {
        if (next - oldest == states.length) {
            makeRoom();
        }
        next = number + 1;
        sentOctets += wireBytes;
        int slot = slot(number);
        states[slot] = ackEliciting ? FLYING : SETTLED;
        sentNs[slot] = nowNs;
        bytes[slot] = wireBytes;
        through[slot] = sentOctets;
        units[slot] = null;
        if (ackEliciting) {
            inFlightPackets++;
            inFlightBytes += wireBytes;
        } else {
            skipSettled();
        }
    }

    /** The packet sent last carries this piece of a unit; {@code count} is 1 for a whole one. */
    public void carries(Unit unit, int piece, int count) {
        int slot = slot(next - 1);
        units[slot] = unit;
        lives[slot] = unit.life();
        pieces[slot] = piece << 8 | count;
        unit.tookOff();
    }

    private void makeRoom() {
        if (states.length == MOST_SLOTS) {
            lose(oldest);
            skipSettled();
            return;
        }
        resize(states.length * 2);
    }

    private void resize(int more) {
        states = moved(states, more);
        sentNs = moved(sentNs, more);
        through = moved(through, more);
        lives = moved(lives, more);
        bytes = moved(bytes, more);
        pieces = moved(pieces, more);
        Unit[] oldUnits = units;
        units = new Unit[more];
        for (long number = oldest; number < next; number++) {
            units[(int) number & more - 1] = oldUnits[(int) number & oldUnits.length - 1];
        }
    }

    /** Gives back what a quiet path does not need. */
    public void rest() {
        if (next - oldest <= FIRST_SLOTS) {
            resize(FIRST_SLOTS);
        }
    }

    private byte[] moved(byte[] from, int more) {
        byte[] to = new byte[more];
        for (long number = oldest; number < next; number++) {
            to[(int) number & more - 1] = from[(int) number & from.length - 1];
        }
        return to;
    }

    private int[] moved(int[] from, int more) {
        int[] to = new int[more];
        for (long number = oldest; number < next; number++) {
            to[(int) number & more - 1] = from[(int) number & from.length - 1];
        }
        return to;
    }

    private long[] moved(long[] from, int more) {
        long[] to = new long[more];
        for (long number = oldest; number < next; number++) {
            to[(int) number & more - 1] = from[(int) number & from.length - 1];
        }
        return to;
    }

    /**
     * Takes in an acknowledgment of this path.
     *
     * @param lossAfterNs age from which a packet before an acknowledged one is lost
     * @return when the largest number, if newly acknowledged, was sent; 0 otherwise
     */
    public long acknowledged(AckFrame ack, long lossAfterNs, long nowNs) {
        if (ack.largest() >= next) {
            return 0;
        }
        long sampleNs = 0;
        boolean newLargest = ack.largest() > largestAcked;
        for (int range = 0; range < ack.ranges(); range++) {
            long from = Math.max(lowestRemembered(), ack.low(range));
            for (long number = Math.min(ack.high(range), next - 1); number >= from; number--) {
                boolean fresh = arrived(number);
                sampleNs = fresh && number == ack.largest() ? sentNs[slot(number)] : sampleNs;
            }
        }
        if (newLargest) {
            largestAcked = ack.largest();
            largestSentNs = sentNs[slot(largestAcked)];
            largestThrough = through[slot(largestAcked)];
        }
        findLost(lossAfterNs, nowNs);
        skipSettled();
        return sampleNs;
    }

    private long lowestRemembered() {
        return Math.max(0, Math.min(oldest, next - MOST_REORDER_PACKETS * 2));
    }

    /** Whether this is news; a packet declared lost that arrived all the same shows how much the path reorders. */
    private boolean arrived(long number) {
        if (next - number > states.length) {
            return false;
        }
        int slot = slot(number);
        byte state = states[slot];
        if (state == SETTLED) {
            return false;
        }
        states[slot] = SETTLED;
        sizes.arrived(number, bytes[slot]);
        Unit unit = units[slot];
        if (unit != null && unit.life() == lives[slot]) {
            unit.arrived(pieces[slot] >>> 8, pieces[slot] & 0xff);
        }
        if (state == LOST) {
            units[slot] = null;
            lostPackets--;
            losses.arrivedAfterAll();
            calmPackets = 0;
            long distance = largestAcked - number + 1;
            reorderPackets = (int) Math.max(reorderPackets, Math.min(distance, MOST_REORDER_PACKETS));
            return false;
        }
        land(slot);
        ackedPackets++;
        calm();
        losses.arrived(sentNs[slot]);
        return true;
    }

    private void calm() {
        if (++calmPackets >= CALM_PACKETS && reorderPackets > LEAST_REORDER_PACKETS) {
            reorderPackets--;
            calmPackets = 0;
        }
    }

    private void land(int slot) {
        inFlightPackets--;
        inFlightBytes -= bytes[slot];
        Unit unit = units[slot];
        if (unit != null) {
            unit.landed();
            sink.settled(unit);
        }
    }

    private void findLost(long lossAfterNs, long nowNs) {
        for (long number = oldest; number < largestAcked; number++) {
            int slot = slot(number);
            boolean flying = states[slot] == FLYING || states[slot] == DOUBTED;
            boolean overtaken = largestAcked - number >= reorderPackets;
            if (flying && (overtaken || nowNs - sentNs[slot] >= lossAfterNs)) {
                sizes.lost(number, bytes[slot]);
                lose(number);
            }
        }
    }

    private void lose(long number) {
        int slot = slot(number);
        byte state = states[slot];
        if (state != FLYING && state != DOUBTED) {
            return;
        }
        states[slot] = LOST;
        lostPackets++;
        // A path that was cut is not one that loses packets.
        if (number >= tellsFrom && !abandons) {
            losses.lost(number, sentNs[slot]);
        }
        Unit unit = units[slot];
        if (unit != null && state == FLYING) {
            sink.missed(unit);
        }
        land(slot);
    }

    /** Packets were too large for the path: what is lost of those sent so far does not make it a lossy one. */
    public void forgetLosses() {
        tellsFrom = next;
        losses.forget();
    }

    private void skipSettled() {
        while (oldest < next && (states[slot(oldest)] == SETTLED || states[slot(oldest)] == LOST)) {
            oldest++;
        }
    }

    /** Hands out the units of everything in flight: the path may be dead. They may still be acknowledged. */
    public void doubt() {
        for (long number = oldest; number < next; number++) {
            int slot = slot(number);
            if (states[slot] == FLYING) {
                states[slot] = DOUBTED;
                if (units[slot] != null) {
                    sink.missed(units[slot]);
                }
            }
        }
    }

    /** Settles everything in flight as lost, because the path is down. */
    public void abandon() {
        abandons = true;
        for (long number = oldest; number < next; number++) {
            lose(number);
        }
        abandons = false;
        skipSettled();
    }

    /** Lets go of all units, because the session ends. */
    public void dispose() {
        abandon();
        Arrays.fill(units, null);
    }

    /** When the oldest packet in flight was sent, 0 if there is none. */
    public long oldestSentNs() {
        return oldest < next ? sentNs[slot(oldest)] : 0;
    }

    public boolean hasInFlight() {
        return inFlightPackets > 0;
    }

    public long inFlightBytes() {
        return inFlightBytes;
    }

    public long lostPackets() {
        return lostPackets;
    }

    public long ackedPackets() {
        return ackedPackets;
    }

    /** Share of packets lost lately, 0 to 1. */
    public double lossRatio() {
        return losses.lately();
    }

    /** Share of packets lost over a longer time, 0 to 1: what a path is judged by. */
    public double lastingLossRatio() {
        return losses.lasting();
    }

    /** Packets lost in a row, as a slowly falling maximum. */
    public int burstPackets() {
        return losses.burstPackets();
    }

    /** Tells whether only small packets still pass. */
    public LostSizes sizes() {
        return sizes;
    }

    /** The number the next packet will have. */
    public long next() {
        return next;
    }

    /** Highest number acknowledged, −1 for none. */
    public long largestAcked() {
        return largestAcked;
    }

    /** When the packet with the highest acknowledged number was sent. */
    public long largestSentNs() {
        return largestSentNs;
    }

    /** Octets on the wire of all packets up to the highest acknowledged number. */
    public long largestThrough() {
        return largestThrough;
    }

    /** Shows the unit of every packet in flight that carries one; for reports. */
    public void visit(Consumer<Unit> visitor) {
        for (long number = oldest; number < next; number++) {
            int slot = slot(number);
            boolean flies = states[slot] == FLYING || states[slot] == DOUBTED;
            if (flies && units[slot] != null && units[slot].life() == lives[slot]) {
                visitor.accept(units[slot]);
            }
        }
    }

    private int slot(long number) {
        return (int) number & states.length - 1;
    }
}
