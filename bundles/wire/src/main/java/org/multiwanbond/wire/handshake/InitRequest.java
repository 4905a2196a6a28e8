package org.multiwanbond.wire.handshake;

/**
 * What one HS_INIT is made of besides the long-term keys. Thread-safe if its arrays are left alone.
 *
 * @param sessionId the responder's id when re-keying, else 0
 * @param sequence 32 random bits that name this attempt
 * @param message the payload
 * @param ephemeralPrivateKey 32 random octets, fresh for every attempt
 * @param cookie a cookie younger than 120 s held for the link, or {@link #NO_COOKIE}
 */
public record InitRequest(int sessionId, int sequence, InitMessage message, byte[] ephemeralPrivateKey, byte[] cookie) {

    /** Says that no cookie is held. Empty, so nobody can change it. */
    public static final byte[] NO_COOKIE = {};

    public InitRequest {
        if (sessionId < 0 || sessionId > 0xffff || cookie.length != 0 && cookie.length != Macs.BYTES) {
            throw new IllegalArgumentException("session " + sessionId + " cookie octets " + cookie.length);
        }
    }
}
