package org.multiwanbond.engine.handshake;

import java.util.Optional;
import org.multiwanbond.api.config.Key32;

/** Knows who may come in. Called on the handshake thread. */
@FunctionalInterface
public interface PeerDirectory {
    /** The peer with this static public key; empty for a stranger. */
    Optional<AdmittedPeer> find(Key32 publicKey);
}
