package org.multiwanbond.netlab.sim.tcp;

import org.multiwanbond.netlab.sim.SimParticipant;
import org.multiwanbond.netlab.sim.SimStack;

/** The first round trip of a connection, so that a path not ready yet costs a wait and not a window. Confined to one thread. */
final class Handshake {
    /** RFC 6298 §2.1, doubled with each attempt. */
    private static final long FIRST_WAIT_NS = 1_000_000_000;

    private final SimStack stack;
    private final TcpRoute route;
    private final TcpSender sender;
    private boolean done;
    private boolean hasSent;
    private int attempts;
    private long sentNs;
    private long againNs = Long.MIN_VALUE;

    Handshake(SimStack stack, TcpRoute route, TcpSender sender) {
        this.stack = stack;
        this.route = route;
        this.sender = sender;
    }

    boolean isDone() {
        return done;
    }

    long nextNs() {
        return done ? SimParticipant.NEVER : againNs;
    }

    boolean hasSent() {
        boolean was = hasSent;
        hasSent = false;
        return was;
    }

    void act(long nowNs) {
        if (done || nowNs < againNs) {
            return;
        }
        stack.send(TcpPacket.data(route, 0, 0)
                .stamped((int) (nowNs / 1_000), 0)
                .opening()
                .octets());
        againNs = nowNs + (FIRST_WAIT_NS << Math.min(6, attempts));
        sentNs = nowNs;
        attempts++;
        hasSent = true;
    }

    /** Takes what comes back: the answer to the handshake, later acknowledgements. */
    void received(byte[] octets, long nowNs) {
        TcpPacket packet = TcpPacket.read(octets);
        if (!packet.isSound()) {
            return;
        }
        if (!packet.has(TcpPacket.SYN)) {
            sender.received(packet, nowNs);
        } else if (!done) {
            done = true;
            if (attempts == 1) {
                sender.roundTrip().measured(nowNs - sentNs, nowNs - sentNs, nowNs);
            }
        }
    }
}
