package org.multiwanbond.engine.handshake;

import org.multiwanbond.wire.handshake.Lsid;

/**
 * A session as the handshake sees it. Thread-safe: immutable.
 *
 * @param peerId whose it is; empty on the initiating end
 * @param lsid its name across reconnects
 * @param localSessionId the id in packets to us
 * @param remoteSessionId the id in packets to the other end
 * @param epoch the epoch in use, 0 to 2^32 − 1
 */
public record KnownSession(String peerId, Lsid lsid, int localSessionId, int remoteSessionId, long epoch) {

    // §3: "+1 per completed re-key", 32 bits on the wire.
    long nextEpoch() {
        return epoch + 1 & 0xffff_ffffL;
    }
}
