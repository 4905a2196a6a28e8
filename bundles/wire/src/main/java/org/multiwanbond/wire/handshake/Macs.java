package org.multiwanbond.wire.handshake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Computes and checks mac1 and mac2 of the packets one party receives. Thread-safe. */
public final class Macs {

    /** Octets of a mac and of a cookie. */
    public static final int BYTES = 16;

    private static final byte[] MAC1_LABEL = "mwb1 mac1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] mac1Key;

    /** For packets addressed to the holder of a static public key. */
    public Macs(byte[] receiverPublicKey) {
        mac1Key = Hashes.sha256(MAC1_LABEL, receiverPublicKey);
    }

    /** Whether the handshake packet of {@code len} octets ends in the right mac1 and any mac2. */
    public boolean hasMac1(byte[] buf, int off, int len) {
        int mac1 = off + len - 2 * BYTES;
        byte[] right = mac(mac1Key, buf, off, mac1 - off);
        return MessageDigest.isEqual(right, Arrays.copyOfRange(buf, mac1, mac1 + BYTES));
    }

    /** Sets mac1 of a packet that fills its array, and mac2 unless the cookie is empty. */
    void seal(byte[] packet, byte[] cookie) {
        int mac2 = packet.length - BYTES;
        int mac1 = mac2 - BYTES;
        System.arraycopy(mac(mac1Key, packet, 0, mac1), 0, packet, mac1, BYTES);
        if (cookie.length != 0) {
            System.arraycopy(mac(cookie, packet, 0, mac2), 0, packet, mac2, BYTES);
        }
    }

    /** The first sixteen octets of the HMAC over a region. */
    static byte[] mac(byte[] key, byte[] buf, int off, int len) {
        return Arrays.copyOf(Hashes.hmac(key, Arrays.copyOfRange(buf, off, off + len)), BYTES);
    }
}
