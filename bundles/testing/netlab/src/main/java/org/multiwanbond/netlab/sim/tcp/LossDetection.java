package org.multiwanbond.netlab.sim.tcp;

import org.multiwanbond.netlab.sim.SimParticipant;

/**
 * Takes a segment for lost once one sent later was delivered and a reordering window has passed: RACK (RFC 8985) with the
 * window Linux uses. Confined to one thread.
 */
final class LossDetection {
    /** RFC 8985 §6.2: without reordering seen, as many segments beyond a gap mean a loss at once. */
    private static final int DUPLICATE_LIMIT = 3;

    /** RFC 8985 §6.2: the window grows by a quarter of the least RTT for each round with a copy; more is kept this long. */
    private static final int RECOVERIES_KEPT = 16;

    /** Linux keeps the window steps in 8 bits. */
    private static final int MOST_STEPS = 255;

    private final Scoreboard board;
    private final RoundTrip roundTrip;
    private long sentNs = Long.MIN_VALUE;
    private long number;
    private long rttNs;
    private boolean reorderingSeen;
    private int steps = 1;
    private int persist;
    private long stepAfter;
    private long dueNs = SimParticipant.NEVER;

    LossDetection(Scoreboard board, RoundTrip roundTrip) {
        this.board = board;
        this.roundTrip = roundTrip;
    }

    /** When segments may have to be taken for lost though nothing arrives. */
    long dueNs() {
        return dueNs;
    }

    /** What was taken for lost had only been overtaken. */
    void overtakingSeen() {
        reorderingSeen = true;
    }

    void delivered(Segment segment, long highestBefore, long nowNs) {
        long tookNs = nowNs - segment.sentNs;
        if (segment.isRetransmitted() && tookNs < roundTrip.minNs()) {
            // RFC 8985 §6.2 step 2: it is the first transmission that was acknowledged.
            return;
        }
        reorderingSeen |= !segment.isRetransmitted() && segment.number < highestBefore;
        if (segment.sentNs > sentNs || segment.sentNs == sentNs && segment.number > number) {
            sentNs = segment.sentNs;
            number = segment.number;
            rttNs = tookNs;
        }
    }

    /** A copy arrived: something was sent again for nothing. At most one step a round trip. */
    void copySeen() {
        if (board.first() >= stepAfter) {
            steps = Math.min(MOST_STEPS, steps + 1);
            persist = RECOVERIES_KEPT;
            stepAfter = board.next();
        }
    }

    void recovered() {
        persist--;
        if (persist <= 0) {
            steps = 1;
        }
    }

    /** Marks what is lost by now and answers how many segments that are. */
    int detect(boolean recovering, long nowNs) {
        dueNs = SimParticipant.NEVER;
        if (board.sacked() == 0 && !recovering) {
            return 0;
        }
        long windowNs = windowNs(recovering);
        int found = 0;
        for (long i = board.first(); i < board.next(); i++) {
            Segment segment = board.get(i);
            if (segment.state == Segment.State.SENT && isOvertaken(segment)) {
                long atNs = segment.sentNs + rttNs + windowNs;
                if (atNs <= nowNs) {
                    board.markLost(segment);
                    found++;
                } else {
                    dueNs = Math.min(dueNs, atNs);
                }
            }
        }
        return found;
    }

    /** At a time-out: everything that is older than a round trip, the first one always. */
    void detectAll(long nowNs) {
        dueNs = SimParticipant.NEVER;
        for (long i = board.first(); i < board.next(); i++) {
            Segment segment = board.get(i);
            boolean old = i == board.first() || segment.sentNs + rttNs <= nowNs;
            if (segment.state == Segment.State.SENT && old) {
                board.markLost(segment);
            }
        }
    }

    private boolean isOvertaken(Segment segment) {
        return segment.sentNs < sentNs || segment.sentNs == sentNs && segment.number < number;
    }

    private long windowNs(boolean recovering) {
        if (!reorderingSeen && (recovering || board.sacked() >= DUPLICATE_LIMIT)) {
            return 0;
        }
        return Math.min(roundTrip.minNs() / 4 * steps, roundTrip.smoothedNs());
    }
}
