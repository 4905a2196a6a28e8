package org.multiwanbond.engine.handshake;

import org.multiwanbond.api.net.Endpoint;

/** Where an {@link Initiator} puts what it made. Called on the handshake thread; must not call back. */
public interface InitiatorSink {
    /** Sends a packet; the array is the receiver's to keep. */
    void send(int socket, Endpoint to, byte[] packet);

    /**
     * Takes the keys agreed on; at least a KEEPALIVE must go out under them at once (protocol §2, key confirmation).
     *
     * @param link the link the answer came by: path 0, unless an existing session was re-keyed
     */
    void established(EstablishedKeys keys, HandshakeLink link);
}
