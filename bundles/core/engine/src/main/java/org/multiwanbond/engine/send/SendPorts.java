package org.multiwanbond.engine.send;

import java.util.random.RandomGenerator;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.fec.CodecCache;
import org.multiwanbond.engine.queue.UnitPool;

/** What all sessions' send sides share. Confined to the send thread. */
@HotPath
public final class SendPorts {
    private final BatchPool pool = new BatchPool();
    private final UnitPool units = new UnitPool();
    private final CodecCache codecs = new CodecCache();
    private final Drops drops;
    private final RandomGenerator random;
    private Transport transport;
    private boolean holdDown = true;
    private String fec = "off";

    /**
     * Ports to this transport.
     *
     * @param drops counters of the send thread
     * @param random source of tokens an outsider cannot guess
     */
    public SendPorts(Transport transport, Drops drops, RandomGenerator random) {
        this.transport = transport;
        this.random = random;
        this.drops = drops;
    }

    /** Units not in use. */
    public UnitPool units() {
        return units;
    }

    BatchPool pool() {
        return pool;
    }

    public Drops drops() {
        return drops;
    }

    Transport transport() {
        return transport;
    }

    long randomToken() {
        return random.nextLong();
    }

    /** Erasure codes for what is sent. */
    public CodecCache codecs() {
        return codecs;
    }

    /** As configured: {@code off}, {@code auto} or {@code K+R}. */
    String fec() {
        return fec;
    }

    /** Says how much is repaired. */
    public void fec(String text) {
        fec = text;
    }

    /** Whether a link that fails again and again stays out of use for longer each time. */
    boolean holdDown() {
        return holdDown;
    }

    /** Says whether it does. */
    public void holdDown(boolean holds) {
        holdDown = holds;
    }

    /** Replaces the transport. */
    public void transport(Transport newTransport) {
        transport = newTransport;
    }
}
