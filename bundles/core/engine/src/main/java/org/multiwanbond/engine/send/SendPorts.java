package org.multiwanbond.engine.send;

import java.util.random.RandomGenerator;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.queue.UnitPool;

/** What all sessions' send sides share. Confined to the send thread. */
@HotPath
public final class SendPorts {
    private final BatchPool pool = new BatchPool();
    private final UnitPool units = new UnitPool();
    private final Drops drops;
    private final RandomGenerator random;
    private Transport transport;
    private boolean holdDown = true;

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
