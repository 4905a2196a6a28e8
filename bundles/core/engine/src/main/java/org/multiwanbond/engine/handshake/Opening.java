package org.multiwanbond.engine.handshake;

import org.multiwanbond.wire.handshake.InitMessage;
import org.multiwanbond.wire.handshake.Lsid;

/**
 * What the attempts of one initiator to reach one goal have in common. Thread-safe: immutable.
 *
 * @param peerId who wants it
 * @param mode what is wanted
 * @param remoteSessionId the id the initiator chose for it
 * @param epoch the epoch proposed
 * @param lsid the session meant
 */
record Opening(String peerId, HandshakeMode mode, int remoteSessionId, long epoch, Lsid lsid) {

    static Opening of(String peerId, InitMessage message) {
        return new Opening(
                peerId, HandshakeMode.of(message.mode()), message.sessionId(), message.epoch(), message.lsid());
    }

    /** Key sets that may wait at once; the data path can tell only one from the session's own. */
    int mostPending() {
        return mode == HandshakeMode.REKEY ? 1 : PendingSets.MOST_PER_PEER;
    }
}
