package org.multiwanbond.wire.handshake;

/**
 * What an initiator must know before it starts. Thread-safe if its arrays are left alone.
 *
 * @param identity its own static keys
 * @param responderPublicKey 32 octets
 * @param psk 32 octets shared with the responder, all zero when not used
 */
public record HandshakeKeys(X25519KeyPair identity, byte[] responderPublicKey, byte[] psk) {

    public HandshakeKeys {
        requireKey("public key", responderPublicKey);
        requireKey("pre-shared key", psk);
    }

    static void requireKey(String what, byte[] key) {
        if (key.length != X25519KeyPair.KEY_BYTES) {
            throw new IllegalArgumentException("a " + what + " has 32 octets, not " + key.length);
        }
    }
}
