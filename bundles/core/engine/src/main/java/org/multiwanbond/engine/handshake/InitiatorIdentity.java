package org.multiwanbond.engine.handshake;

import org.multiwanbond.api.config.Key32;

/**
 * Who opens, and to whom. Thread-safe: immutable.
 *
 * @param privateKey our static private key
 * @param presharedKey shared with the server; all zero when not used
 * @param serverKey the server's static public key
 * @param peer whether this end is an equal, not a client
 */
public record InitiatorIdentity(Key32 privateKey, Key32 presharedKey, Key32 serverKey, boolean peer) {}
