package org.multiwanbond.wire.handshake;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256, HMAC-SHA-256 and HKDF-Expand (RFC 5869 §2.3) of the JDK. Thread-safe: it has no state. */
final class Hashes {

    static final int HASH_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private Hashes() {}

    /** SHA-256 of the parts one after the other. */
    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** HMAC of the parts one after the other. */
    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }

    /** HKDF-Expand to {@code lengthBytes}. */
    static byte[] expand(byte[] key, byte[] info, int lengthBytes) {
        byte[] out = new byte[lengthBytes];
        byte[] block = {};
        int done = 0;
        for (int counter = 1; done < lengthBytes; counter++) {
            block = hmac(key, block, info, new byte[] {(byte) counter});
            int part = Math.min(block.length, lengthBytes - done);
            System.arraycopy(block, 0, out, done, part);
            done += part;
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }
}
