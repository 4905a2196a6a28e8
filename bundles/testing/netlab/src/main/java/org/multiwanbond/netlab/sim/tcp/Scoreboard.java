package org.multiwanbond.netlab.sim.tcp;

import java.util.function.Consumer;

/** The segments between the first unacknowledged and the next new one (RFC 6675). Confined to one thread. */
final class Scoreboard {
    private Segment[] ring = new Segment[1_024];
    private long first;
    private long next;
    private long highestSacked = -1;
    private long lostFrom;
    private int sent;
    private int sacked;
    private int lost;

    /** The first segment not acknowledged. */
    long first() {
        return first;
    }

    /** The number of the next new segment. */
    long next() {
        return next;
    }

    long highestSacked() {
        return highestSacked;
    }

    /** RFC 6675's pipe: segments sent, neither acknowledged nor lost. */
    int inFlight() {
        return sent;
    }

    int sacked() {
        return sacked;
    }

    int lost() {
        return lost;
    }

    boolean isEmpty() {
        return first == next;
    }

    Segment get(long number) {
        return ring[(int) number & ring.length - 1];
    }

    Segment append(int payloadBytes) {
        if (next - first == ring.length) {
            grow();
        }
        Segment segment = new Segment(next, payloadBytes);
        ring[(int) next & ring.length - 1] = segment;
        next++;
        sent++;
        return segment;
    }

    private void grow() {
        Segment[] bigger = new Segment[2 * ring.length];
        for (long i = first; i < next; i++) {
            bigger[(int) i & bigger.length - 1] = get(i);
        }
        ring = bigger;
    }

    /** Takes everything below a number out; those not selectively acknowledged before are told. */
    void acknowledge(long below, Consumer<Segment> delivered) {
        while (first < Math.min(below, next)) {
            Segment segment = get(first++);
            boolean known = segment.state == Segment.State.SACKED;
            leave(segment);
            if (!known) {
                delivered.accept(segment);
            }
        }
    }

    /** Marks a block; those not marked before are told. */
    void acknowledge(SegmentRange block, Consumer<Segment> delivered) {
        for (long i = Math.max(first, block.start()); i < Math.min(next, block.end()); i++) {
            Segment segment = get(i);
            if (segment.state != Segment.State.SACKED) {
                move(segment, Segment.State.SACKED);
                delivered.accept(segment);
                highestSacked = Math.max(highestSacked, i);
            }
        }
    }

    void markLost(Segment segment) {
        lostFrom = lost == 0 ? segment.number : Math.min(lostFrom, segment.number);
        move(segment, Segment.State.LOST);
    }

    void markSent(Segment segment) {
        move(segment, Segment.State.SENT);
    }

    /** The first lost segment; only to be asked if there is one. */
    Segment firstLost() {
        lostFrom = Math.max(lostFrom, first);
        while (get(lostFrom).state != Segment.State.LOST) {
            lostFrom++;
        }
        return get(lostFrom);
    }

    /** Whether a segment is under way for the second time. */
    boolean hasRetransmissionInFlight() {
        for (long i = first; i < next; i++) {
            if (get(i).state == Segment.State.SENT && get(i).isRetransmitted()) {
                return true;
            }
        }
        return false;
    }

    private void move(Segment segment, Segment.State state) {
        leave(segment);
        segment.state = state;
        sent += state == Segment.State.SENT ? 1 : 0;
        sacked += state == Segment.State.SACKED ? 1 : 0;
        lost += state == Segment.State.LOST ? 1 : 0;
    }

    private void leave(Segment segment) {
        sent -= segment.state == Segment.State.SENT ? 1 : 0;
        sacked -= segment.state == Segment.State.SACKED ? 1 : 0;
        lost -= segment.state == Segment.State.LOST ? 1 : 0;
    }
}
