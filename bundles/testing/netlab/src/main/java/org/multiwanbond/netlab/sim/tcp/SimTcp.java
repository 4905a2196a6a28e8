package org.multiwanbond.netlab.sim.tcp;

import org.multiwanbond.netlab.sim.SimParticipant;
import org.multiwanbond.netlab.sim.SimStack;

/**
 * A TCP stream without end from one host to another. Confined to one thread. Add it to the loop after the engines or the
 * cable that carry its packets; it starts with its first act.
 *
 * <p>There is no flow control by the program: the receiver reads at once, and its window is 6 MiB.
 */
public final class SimTcp implements SimParticipant {
    private final SimStack from;
    private final SimStack to;
    private final Transmitter transmitter;
    private final Handshake handshake;
    private final TcpSender sender;
    private final TcpReceiver receiver;
    private final CongestionControl control;
    private boolean started;
    private long nowNs;

    /** A stream between two ports, which must be free on both hosts; what is random in it follows from the seed. */
    public SimTcp(SimStack from, SimStack to, int sourcePort, int targetPort, Congestion congestion, long seed) {
        this.from = from;
        this.to = to;
        Scoreboard board = new Scoreboard();
        control = congestion.create(seed);
        TcpRoute route = TcpRoute.between(from, sourcePort, to, targetPort);
        transmitter = new Transmitter(from, to, route, board, control);
        sender = new TcpSender(board, control, transmitter);
        receiver = new TcpReceiver(to, TcpRoute.between(to, targetPort, from, sourcePort));
        handshake = new Handshake(from, route, sender);
        from.listen(sourcePort, handshake::received);
        to.listen(targetPort, receiver::received);
    }

    /** Marks its packets as ECN-capable and heeds marks (RFC 3168); to be called before the first act. */
    public SimTcp useEcn() {
        transmitter.useEcn();
        return this;
    }

    /** Sends nothing new from now on. */
    public void stop() {
        transmitter.stop();
    }

    /** Forgets the longest gap so far, so that the next is that of what follows. */
    public void resetGap() {
        receiver.deliveries().resetGap(nowNs);
    }

    /** Segments that may be in flight now. */
    public int windowSegments() {
        return control.windowSegments();
    }

    /** What it achieved so far. */
    public TcpFigures figures() {
        RoundTrip roundTrip = sender.roundTrip();
        return new TcpFigures(
                receiver.deliveries().goodputMbps(nowNs),
                new TcpFigures.Counts(
                        transmitter.transmissions(),
                        transmitter.retransmissions(),
                        sender.timeouts(),
                        sender.reductions(),
                        sender.undone()),
                roundTrip.smoothedNs() / 1e6,
                roundTrip.isMeasured() ? roundTrip.minNs() / 1e6 : 0,
                receiver.deliveries().longestGapNs(nowNs) / 1e6);
    }

    @Override
    public long act(long instantNs) {
        nowNs = instantNs;
        if (!started) {
            started = true;
            receiver.deliveries().start(instantNs);
        }
        to.drain(instantNs);
        from.drain(instantNs);
        receiver.act(instantNs);
        handshake.act(instantNs);
        if (handshake.isDone()) {
            sender.act(instantNs);
        }
        // What was sent is to be carried at this instant.
        boolean sent = transmitter.hasSent() | receiver.hasSent() | handshake.hasSent();
        long nextNs = handshake.isDone() ? sender.nextNs() : handshake.nextNs();
        return sent ? instantNs : Math.min(nextNs, receiver.nextNs());
    }
}
