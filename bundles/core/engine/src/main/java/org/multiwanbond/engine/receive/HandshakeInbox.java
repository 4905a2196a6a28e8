package org.multiwanbond.engine.receive;

import org.multiwanbond.api.net.Endpoint;

/** Takes handshake packets to the control thread. Called by the receive thread; must only post. */
@FunctionalInterface
public interface HandshakeInbox {
    /** One handshake packet; the array is the receiver's to keep. Answers whether there was room. */
    boolean offer(int socket, Endpoint from, byte[] packet);
}
