package org.multiwanbond.engine.handshake;

import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.RespMessage;

/**
 * What an initiator wants at the moment. Thread-safe: immutable.
 *
 * @param mode what for
 * @param localSessionId our id of the session
 * @param remoteSessionId the server's id of it when re-keying, else 0
 * @param lsid the session meant, {@link Lsid#NONE} if new
 * @param epoch the epoch proposed
 * @param sinceNs since when
 */
record Goal(HandshakeMode mode, int localSessionId, int remoteSessionId, Lsid lsid, long epoch, long sinceNs) {

    /** Whether an answer with keys is one to this. */
    boolean isMetBy(RespMessage response) {
        if (response.epoch() != epoch || response.lsid().equals(Lsid.NONE)) {
            return false;
        }
        boolean resumed = response.status() == RespMessage.RESUMED;
        return switch (mode) {
            case NEW -> !resumed;
            case REKEY -> !resumed && response.lsid().equals(lsid) && response.sessionId() == remoteSessionId;
            // A server that does not know the session any more gives a new one, with another name.
            case RESUME -> resumed == response.lsid().equals(lsid);
        };
    }
}
