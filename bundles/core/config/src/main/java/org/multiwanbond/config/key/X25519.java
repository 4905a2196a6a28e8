package org.multiwanbond.config.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.multiwanbond.api.config.Key32;

/** Makes X25519 private keys and the public keys that belong to them. Thread-safe: no state. */
final class X25519 {
    /** RFC 7748 §4.1: "U(P) 9". */
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    private X25519() {}

    /** A new private key. RFC 7748 §5: any 32 octets will do, the function clamps them itself. */
    static Key32 newPrivateKey(SecureRandom random) {
        byte[] octets = new byte[Key32.BYTES];
        random.nextBytes(octets);
        Key32 key = new Key32(octets);
        Arrays.fill(octets, (byte) 0);
        return key;
    }

    /** RFC 7748 §6.1: the public key is X25519(a, 9), which is an agreement with the base point. */
    static Key32 publicKey(Key32 privateKey) {
        byte[] scalar = privateKey.octets();
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            PrivateKey ours = keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar));
            PublicKey base = keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(ours);
            agreement.doPhase(base, true);
            return new Key32(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no X25519", e);
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }
}
