package org.multiwanbond.engine.handshake;

import org.multiwanbond.api.net.Endpoint;

/** Where a {@link Responder} puts what it made. Called on the handshake thread; must not call back. */
public interface HandshakeSink {
    /** Sends a packet; the array is the receiver's to keep. */
    void send(int socket, Endpoint to, byte[] packet);

    /**
     * Takes keys to receive under, but not yet to send under (protocol §2, key confirmation). At most one set of mode
     * REKEY per session; each of another mode has its own local session id.
     */
    void pending(EstablishedKeys keys);

    /** Gives up a pending set that expired or had to make room; the receiver wipes its secrets. */
    void forgotten(EstablishedKeys keys);

    /** Says that a peer let in has a clock that differs from ours; negative seconds are behind. */
    void clockOff(String peerId, long aheadSeconds);
}
