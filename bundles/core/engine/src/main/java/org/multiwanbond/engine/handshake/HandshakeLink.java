package org.multiwanbond.engine.handshake;

import org.multiwanbond.api.net.Endpoint;

/**
 * A way to the server: a socket of ours and an address of its. Thread-safe: immutable.
 *
 * @param name the link's id, for sentences
 * @param socket number of the socket in the transport
 * @param to the server as this link reaches it
 */
public record HandshakeLink(String name, int socket, Endpoint to) {

    /** Whether a packet that came by a socket from an address came over this link. */
    boolean carried(int bySocket, Endpoint from) {
        return socket == bySocket && to.matches(from.high(), from.low(), from.port());
    }
}
