package org.multiwanbond.engine;

import org.multiwanbond.api.config.Key32;
import org.multiwanbond.wire.handshake.X25519KeyPair;

/** The public half of a static key. Thread-safe: stateless. */
final class PublicKeys {
    private PublicKeys() {}

    static Key32 of(Key32 privateKey) {
        return new Key32(X25519KeyPair.of(privateKey.octets()).publicKey());
    }
}
