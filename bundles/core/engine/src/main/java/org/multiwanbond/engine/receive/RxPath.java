package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.Counters;
import org.multiwanbond.wire.ReplayWindow;

/** What arrived on one path of a session, and when the peer has to be told. Confined to the thread that delivers. */
@HotPath
final class RxPath {
    /** Protocol §7: "Sent at the latest 5 ms after a data packet". */
    private static final long ACK_DELAY_NS = 5_000_000L;
    /**
     * For packets that together are no more than a few: the acknowledgments of a flow that is itself one of
     * acknowledgments. At 5 ms they would take 0.8 % of a link of 20 Mbit/s.
     */
    private static final long SPARSE_ACK_DELAY_NS = 10_000_000L;

    private static final long SPARSE_OCTETS = 3_000;

    /** Protocol §7: "at once (≥ 1 ms apart) when a gap appears". */
    private static final long ACK_SPACING_NS = 1_000_000L;
    /** How many acknowledgments back an acknowledgment still repeats, so that a few may be lost. */
    private static final int REPEATED_ACKS = 16;

    static final long NEVER = Long.MAX_VALUE;

    /** What a packet wants of the acknowledgments. */
    enum Wish {
        NO_ACK,
        ACK,
        /** A packet of a train, whose time of arrival matters. */
        ACK_NOW
    }

    private final PathQuality quality = new PathQuality();
    private final ReplayWindow window = new ReplayWindow();
    private long[] ackedHighest = {};
    private final Counters counters;
    private final int countersAt;
    private int acks;
    private long ackDueNs = NEVER;
    private long lastAckNs;
    private long highestAtNs;
    private long packets;
    private long octets;
    private long ackedOctets;
    private long firstNs;

    /** A path whose packet and octet counts are shown at {@code countersAt} and the next index. */
    RxPath(Counters counters, int countersAt) {
        this.counters = counters;
        this.countersAt = countersAt;
    }

    ReplayWindow window() {
        return window;
    }

    /** Records an authenticated packet. */
    void authenticated(long packetNumber, int datagramBytes, Wish wish, long nowNs) {
        boolean highest = packetNumber > window.highest();
        boolean gap = packetNumber != window.highest() + 1;
        window.mark(packetNumber);
        packets++;
        octets += datagramBytes;
        counters.set(countersAt, packets);
        counters.set(countersAt + 1, octets);
        if (highest) {
            highestAtNs = nowNs;
        }
        if (wish != Wish.NO_ACK) {
            firstNs = ackDueNs == NEVER ? nowNs : firstNs;
            boolean sparse = octets - ackedOctets < SPARSE_OCTETS;
            long delayNs = sparse ? SPARSE_ACK_DELAY_NS : ACK_DELAY_NS;
            boolean now = gap || wish == Wish.ACK_NOW;
            long due = now ? Math.max(nowNs, lastAckNs + ACK_SPACING_NS) : firstNs + delayNs;
            ackDueNs = Math.min(ackDueNs, due);
        }
    }

    PathQuality quality() {
        return quality;
    }

    long ackDueNs() {
        return ackDueNs;
    }

    /** The lowest number the next acknowledgment repeats. */
    long ackFrom() {
        return acks < REPEATED_ACKS ? 0 : ackedHighest[acks % REPEATED_ACKS];
    }

    void ackWritten(long nowNs) {
        ackedHighest = ackedHighest.length == 0 ? new long[REPEATED_ACKS] : ackedHighest;
        ackedHighest[acks++ % REPEATED_ACKS] = window.highest();
        lastAckNs = nowNs;
        ackedOctets = octets;
        ackDueNs = NEVER;
    }

    long highestAtNs() {
        return highestAtNs;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }
}
