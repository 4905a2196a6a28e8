package org.multiwanbond.engine.path;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.control.AckFrame;

/**
 * When the packets of one path were sent and whether they were acknowledged or lost (RFC 9002 §6.1). Confined to the send
 * thread.
 */
@HotPath
public final class SentLog {
    /** Packets a quiet path needs; doubled as more are in flight. A power of two. */
    private static final int FIRST_SLOTS = 64;
    /** Packets remembered at most: above a second at 100 Mbit/s. A power of two. */
    private static final int MOST_SLOTS = 16_384;
    /** RFC 9002 §6.1.1: kPacketThreshold. */
    private static final int REORDER_PACKETS = 3;

    private static final long SETTLED = 0;

    private long[] sentNs = new long[FIRST_SLOTS];
    private int[] bytes = new int[FIRST_SLOTS];
    private long next;
    private long oldest;
    private long largestAcked = -1;
    private long inFlightPackets;
    private long inFlightBytes;
    private long lostPackets;
    private long ackedPackets;
    private double lossRatio;

    /** Remembers that packet {@code number}, the next in order, was sent; one not to be acknowledged is only counted. */
    public void sent(long number, int datagramBytes, boolean ackEliciting, long nowNs) {
        if (next - oldest == sentNs.length) {
            makeRoom();
        }
        next = number + 1;
        int slot = slot(number);
        sentNs[slot] = ackEliciting ? nowNs : SETTLED;
        bytes[slot] = datagramBytes;
        if (ackEliciting) {
            inFlightPackets++;
            inFlightBytes += datagramBytes;
        } else {
            skipSettled();
        }
    }

    private void makeRoom() {
        if (sentNs.length == MOST_SLOTS) {
            settle(oldest, false);
            skipSettled();
            return;
        }
        long[] oldSentNs = sentNs;
        int[] oldBytes = bytes;
        sentNs = new long[oldSentNs.length * 2];
        bytes = new int[oldSentNs.length * 2];
        for (long number = oldest; number < next; number++) {
            sentNs[slot(number)] = oldSentNs[(int) number & oldSentNs.length - 1];
            bytes[slot(number)] = oldBytes[(int) number & oldSentNs.length - 1];
        }
    }

    /**
     * Takes in an acknowledgment of this path.
     *
     * @param lossAfterNs age from which a packet before an acknowledged one is lost
     * @return when the largest number, if newly acknowledged, was sent; 0 otherwise
     */
    public long acknowledged(AckFrame ack, long lossAfterNs, long nowNs) {
        long sampleNs = 0;
        if (ack.largest() >= next) {
            return 0;
        }
        for (int range = 0; range < ack.ranges(); range++) {
            long from = Math.max(oldest, ack.low(range));
            for (long number = Math.min(ack.high(range), next - 1); number >= from; number--) {
                if (sentNs[slot(number)] != SETTLED) {
                    sampleNs = number == ack.largest() ? sentNs[slot(number)] : sampleNs;
                    settle(number, true);
                }
            }
        }
        largestAcked = Math.max(largestAcked, ack.largest());
        findLost(lossAfterNs, nowNs);
        skipSettled();
        return sampleNs;
    }

    private void findLost(long lossAfterNs, long nowNs) {
        for (long number = oldest; number < largestAcked; number++) {
            long sent = sentNs[slot(number)];
            boolean lost = largestAcked - number >= REORDER_PACKETS || nowNs - sent >= lossAfterNs;
            if (sent != SETTLED && lost) {
                settle(number, false);
            }
        }
    }

    private void settle(long number, boolean acked) {
        int slot = slot(number);
        if (sentNs[slot] == SETTLED) {
            return;
        }
        sentNs[slot] = SETTLED;
        inFlightPackets--;
        inFlightBytes -= bytes[slot];
        ackedPackets += acked ? 1 : 0;
        lostPackets += acked ? 0 : 1;
        // A moving average over about 256 packets.
        lossRatio += ((acked ? 0 : 1) - lossRatio) / 256;
    }

    private void skipSettled() {
        while (oldest < next && sentNs[slot(oldest)] == SETTLED) {
            oldest++;
        }
    }

    /** Settles everything in flight as lost, because the path is down. */
    public void abandon() {
        for (long number = oldest; number < next; number++) {
            settle(number, false);
        }
        skipSettled();
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
        return lossRatio;
    }

    /** How far the next number is ahead of the highest acknowledged. */
    public long ahead() {
        return next - 1 - largestAcked;
    }

    private int slot(long number) {
        return (int) number & sentNs.length - 1;
    }
}
