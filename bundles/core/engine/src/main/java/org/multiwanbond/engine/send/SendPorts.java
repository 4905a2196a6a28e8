package org.multiwanbond.engine.send;

import java.util.random.RandomGenerator;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.engine.Drops;

/** What all sessions' send sides share. Confined to the send thread. */
@HotPath
public final class SendPorts {
    private final BatchPool pool = new BatchPool();
    private final Drops drops;
    private final RandomGenerator random;
    private Transport transport;

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

    /** Replaces the transport. */
    public void transport(Transport newTransport) {
        transport = newTransport;
    }
}
