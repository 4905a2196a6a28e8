package org.multiwanbond.engine.handshake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.multiwanbond.api.config.Key32;

/** mac1 and mac2 of an HS_INIT as an attacker makes them, who knows the server's public key only. */
final class PacketMacs {
    private static final int MAC1 = 240;
    private static final int MAC2 = 256;

    private final byte[] mac1Key;

    PacketMacs(Key32 serverKey) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("mwb1 mac1".getBytes(StandardCharsets.US_ASCII));
        mac1Key = digest.digest(serverKey.octets());
    }

    void sign(byte[] init) throws GeneralSecurityException {
        put(init, MAC1, mac1Key);
    }

    static void prove(byte[] init, byte[] cookie) throws GeneralSecurityException {
        put(init, MAC2, cookie);
    }

    private static void put(byte[] init, int at, byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        System.arraycopy(mac.doFinal(Arrays.copyOf(init, at)), 0, init, at, 16);
    }
}
