package org.multiwanbond.wire.handshake;

import java.util.Optional;

/**
 * A handshake as the responder sees it when it answers. Thread-safe if its arrays are left alone.
 *
 * @param packet the HS_RESP of 224 octets
 * @param secrets empty if the response installs no keys; not to be sent under before the peer confirmed them
 * @param handshakeHash 32 octets that both sides share, unique to this handshake
 */
public record Answer(byte[] packet, Optional<TrafficSecrets> secrets, byte[] handshakeHash) {}
