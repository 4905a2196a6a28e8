package org.multiwanbond.netlab.sim.tcp;

import org.multiwanbond.netlab.sim.SimParticipant;
import org.multiwanbond.netlab.sim.SimStack;

/** Puts segments on the way, paced if the congestion control says so. Confined to one thread. */
final class Transmitter {
    /** ECT(0), RFC 3168 §5. */
    private static final int ECT = 2;

    /** Linux net.ipv4.tcp_rmem's largest value. */
    private static final int RECEIVE_WINDOW_BYTES = 6 << 20;

    private final SimStack from;
    private final SimStack to;
    private final TcpRoute route;
    private final Scoreboard board;
    private final DeliveryRate rate = new DeliveryRate();
    private final CongestionControl control;
    private boolean ecn;
    private boolean reduced;
    private boolean stopped;
    private boolean hasSent;
    private long transmissions;
    private long retransmissions;
    private long paceAtNs = Long.MIN_VALUE;
    private int burst;

    Transmitter(SimStack from, SimStack to, TcpRoute route, Scoreboard board, CongestionControl control) {
        this.from = from;
        this.to = to;
        this.route = route;
        this.board = board;
        this.control = control;
    }

    DeliveryRate rate() {
        return rate;
    }

    void useEcn() {
        ecn = true;
    }

    /** The next new segment says that the window was reduced. */
    void tellReduced() {
        reduced = ecn;
    }

    /** Sends nothing new from now on. */
    void stop() {
        stopped = true;
    }

    boolean hasSent() {
        boolean was = hasSent;
        hasSent = false;
        return was;
    }

    long transmissions() {
        return transmissions;
    }

    long retransmissions() {
        return retransmissions;
    }

    int segmentBytes() {
        return Math.min(from.mtuBytes(), to.mtuBytes()) - TcpPacket.HEADER_BYTES;
    }

    boolean windowAllows() {
        return board.inFlight() < control.windowSegments();
    }

    boolean hasNew() {
        return !stopped && (board.next() - board.first() + 1) * segmentBytes() <= RECEIVE_WINDOW_BYTES;
    }

    /** Whether the pacing lets a segment go now; also counts it. */
    boolean takesTurn(long nowNs) {
        if (control.pacing() == 0) {
            return true;
        }
        if (nowNs < paceAtNs) {
            return false;
        }
        burst++;
        if (burst >= control.burstSegments()) {
            paceAtNs = nowNs + (long) (burst * 1e9 / control.pacing());
            burst = 0;
        }
        return true;
    }

    /** When the pacing lets the next segment go, if there is one to go. */
    long paceAtNs() {
        boolean waits = control.pacing() > 0 && windowAllows() && (board.lost() > 0 || hasNew());
        return waits ? paceAtNs : SimParticipant.NEVER;
    }

    void sendNew(long nowNs) {
        int before = board.inFlight();
        Segment segment = board.append(segmentBytes());
        TcpPacket packet = TcpPacket.data(route, segment.number, segment.payloadBytes);
        packet.flagged(reduced ? TcpPacket.CWR : 0);
        reduced = false;
        // RFC 3168 §6.1.5: retransmissions are not ECN-capable.
        transmit(segment, ecn ? packet.withEcn(ECT) : packet, before, nowNs);
    }

    void sendAgain(Segment segment, long nowNs) {
        int before = board.inFlight();
        board.markSent(segment);
        // A path that shrank since: what is cut off is not missed, because segments are what is counted.
        int payloadBytes = Math.min(segment.payloadBytes, segmentBytes());
        transmit(segment, TcpPacket.data(route, segment.number, payloadBytes), before, nowNs);
        retransmissions++;
    }

    private void transmit(Segment segment, TcpPacket packet, int inFlightBefore, long nowNs) {
        segment.transmissions++;
        segment.sentNs = nowNs;
        rate.sent(segment, inFlightBefore, nowNs);
        // What the device drops is as lost as on a link: a TUN device does not tell TCP.
        from.send(packet.stamped((int) (nowNs / 1_000), 0).octets());
        control.sent(1);
        transmissions++;
        hasSent = true;
    }
}
