package org.multiwanbond.netlab.sim.tcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.netlab.sim.SimParticipant;
import org.multiwanbond.netlab.sim.SimStack;

/** Puts segments in order and acknowledges them as Linux does. Confined to one thread. */
final class TcpReceiver {
    /** Linux TCP_DELACK_MIN. */
    private static final long DELAYED_ACK_NS = 40_000_000;

    /** Linux TCP_MAX_QUICKACKS: segments acknowledged one by one at the start, so that slow start starts. */
    private static final int QUICK_SEGMENTS = 16;

    /** Latest block first, as RFC 2018 §4 wants it. */
    private final List<SegmentRange> blocks = new ArrayList<>();

    private final Map<Long, Integer> waitingBytes = new HashMap<>();
    private final Deliveries deliveries = new Deliveries();
    private final SimStack stack;
    private final TcpRoute back;
    private long next;
    private long lastAcked;
    private int unacked;
    private int received;
    private int echoUs;
    private boolean congested;
    private long ackDueNs = SimParticipant.NEVER;
    private boolean hasSent;

    TcpReceiver(SimStack stack, TcpRoute back) {
        this.stack = stack;
        this.back = back;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    long nextNs() {
        return ackDueNs;
    }

    /** Whether it sent anything since the last call. */
    boolean hasSent() {
        boolean was = hasSent;
        hasSent = false;
        return was;
    }

    void act(long nowNs) {
        if (nowNs >= ackDueNs) {
            acknowledge(nowNs, List.of());
        }
    }

    void received(byte[] octets, long nowNs) {
        TcpPacket packet = TcpPacket.read(octets);
        if (!packet.isSound()) {
            return;
        }
        if (packet.has(TcpPacket.SYN)) {
            stack.send(TcpPacket.ack(back, 0, List.of())
                    .stamped((int) (nowNs / 1_000), packet.stampUs())
                    .opening()
                    .octets());
            hasSent = true;
            return;
        }
        // RFC 3168 §6.1.3: ECE is repeated until the sender says CWR.
        congested = packet.hasMetCongestion() || congested && !packet.has(TcpPacket.CWR);
        received++;
        long number = packet.number();
        // RFC 7323 §4.3: the echo is of the segment at the left edge, not of one that came early.
        boolean atEdge = number <= lastAcked && packet.stampUs() - echoUs > 0;
        echoUs = atEdge ? packet.stampUs() : echoUs;
        if (number < next || waitingBytes.containsKey(number)) {
            // RFC 2883: a first block that was acknowledged before tells of a copy.
            acknowledge(nowNs, List.of(new SegmentRange(number, number + 1)));
        } else if (number == next) {
            advance(packet.payloadBytes(), nowNs);
        } else {
            waitingBytes.put(number, packet.payloadBytes());
            addBlock(new SegmentRange(number, number + 1));
            acknowledge(nowNs, List.of());
        }
    }

    private void advance(int payloadBytes, long nowNs) {
        boolean gap = !blocks.isEmpty();
        long octets = payloadBytes;
        next++;
        unacked++;
        for (Integer bytes = waitingBytes.remove(next); bytes != null; bytes = waitingBytes.remove(next)) {
            octets += bytes;
            next++;
        }
        blocks.removeIf(block -> block.end() <= next);
        deliveries.delivered(octets, nowNs);
        // RFC 5681 §4.2: at least every second segment, and at once while there is a gap.
        if (gap || unacked >= 2 || received <= QUICK_SEGMENTS) {
            acknowledge(nowNs, List.of());
        } else {
            ackDueNs = nowNs + DELAYED_ACK_NS;
        }
    }

    private void addBlock(SegmentRange added) {
        SegmentRange merged = added;
        for (SegmentRange block : blocks) {
            merged = block.touches(added) ? merged.with(block) : merged;
        }
        blocks.removeIf(block -> block.touches(added));
        blocks.add(0, merged);
    }

    private void acknowledge(long nowNs, List<SegmentRange> copies) {
        List<SegmentRange> told = new ArrayList<>(copies);
        for (int i = 0; i < blocks.size() && told.size() < TcpPacket.MOST_BLOCKS; i++) {
            told.add(blocks.get(i));
        }
        stack.send(TcpPacket.ack(back, next, told)
                .stamped((int) (nowNs / 1_000), echoUs)
                .flagged(congested ? TcpPacket.ECE : 0)
                .octets());
        hasSent = true;
        lastAcked = next;
        unacked = 0;
        ackDueNs = SimParticipant.NEVER;
    }
}
