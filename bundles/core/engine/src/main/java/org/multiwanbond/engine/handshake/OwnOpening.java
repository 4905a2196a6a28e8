package org.multiwanbond.engine.handshake;

import org.multiwanbond.api.config.Key32;

/** Settles who stays initiator when two peers open at the same time. Called on the handshake thread. */
@FunctionalInterface
public interface OwnOpening {
    /** An end that never opens. */
    OwnOpening NONE = (peerKey, nowNs) -> false;

    /**
     * Called for a valid HS_INIT with a fresh timestamp that opens a session.
     *
     * @return whether ours goes on and theirs is ignored; if not, ours has just been abandoned
     */
    boolean keepsAgainst(Key32 peerKey, long nowNs);
}
