package org.multiwanbond.api.config;

/**
 * The static key pair of this end (X25519) and the secret it shares with its server. Thread-safe: immutable.
 *
 * @param privateKey 32 octets, as created in {@code privateKeyFile}
 * @param presharedKey 32 octets, all zero when not used; client and peer
 */
public record Identity(Key32 privateKey, Key32 presharedKey) {}
