package org.multiwanbond.wire.handshake;

import java.util.Optional;

/**
 * A handshake as the initiator sees it after a genuine HS_RESP. Thread-safe if its array is left alone.
 *
 * @param response what the responder decided
 * @param secrets empty if the response installs no keys
 * @param handshakeHash 32 octets that both sides share, unique to this handshake
 */
public record Completed(RespMessage response, Optional<TrafficSecrets> secrets, byte[] handshakeHash) {}
