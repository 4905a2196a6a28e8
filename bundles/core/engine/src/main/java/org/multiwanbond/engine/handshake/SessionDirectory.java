package org.multiwanbond.engine.handshake;

import java.util.Optional;
import org.multiwanbond.wire.handshake.Lsid;

/** Knows the sessions in which this end is the responder. Called on the handshake thread. */
public interface SessionDirectory {
    /**
     * The session that may be re-keyed; empty also while its previous epoch is still accepted (protocol §3: "no further
     * re-key completes while it is still accepted").
     */
    Optional<KnownSession> bySessionId(int localSessionId);

    /** The session that may be resumed: alive, or still remembered. */
    Optional<KnownSession> byLsid(Lsid lsid);
}
