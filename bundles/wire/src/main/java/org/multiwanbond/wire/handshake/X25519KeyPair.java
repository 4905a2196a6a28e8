package org.multiwanbond.wire.handshake;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.multiwanbond.wire.BigEndian;

/** A key pair on Curve25519 made from 32 raw octets (RFC 7748). Thread-safe; never prints itself. */
public final class X25519KeyPair {

    /** Octets of a private key, a public key and a shared secret. */
    public static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "X25519";

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private X25519KeyPair(PrivateKey privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** The pair of a raw private key, which need not be clamped. */
    public static X25519KeyPair of(byte[] rawPrivateKey) {
        requireKey(rawPrivateKey);
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, rawPrivateKey.clone()));
            return new X25519KeyPair(key, multiply(key, basePoint()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /** A copy of the public key. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The secret shared with the holder of a public key; empty if that key forces it to zero. */
    public Optional<byte[]> agree(byte[] peerPublicKey) {
        requireKey(peerPublicKey);
        try {
            byte[] shared = multiply(privateKey, peerPublicKey);
            // §10: "Reject an all-zero X25519 result." The JDK does so too, by its exception.
            return BigEndian.isZero(shared, 0, shared.length) ? Optional.empty() : Optional.of(shared);
        } catch (InvalidKeyException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    private static byte[] multiply(PrivateKey scalar, byte[] point) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM);
        agreement.init(scalar);
        agreement.doPhase(decode(point), true);
        return agreement.generateSecret();
    }

    private static PublicKey decode(byte[] littleEndian) throws GeneralSecurityException {
        byte[] bigEndian = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bigEndian[i] = littleEndian[KEY_BYTES - 1 - i];
        }
        // RFC 7748 §5: "implementations of X25519 [...] MUST mask the most significant bit in the final byte."
        bigEndian[0] &= 0x7f;
        BigInteger u = new BigInteger(1, bigEndian);
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
    }

    private static byte[] basePoint() {
        byte[] point = new byte[KEY_BYTES];
        point[0] = 9; // RFC 7748 §4.1: "U(P) 9"
        return point;
    }

    private static void requireKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " octets, not " + key.length);
        }
    }
}
