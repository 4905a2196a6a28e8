package org.multiwanbond.tck;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** An AEAD of the platform or of a provider, called in the plainest way. Thread-safe: immutable. */
public final class JcaAead implements ReferenceAead {
    /** AES-GCM with the key length of the key given. */
    public static final JcaAead AES_GCM =
            new JcaAead("AES/GCM/NoPadding", "AES", nonce -> new GCMParameterSpec(128, nonce), Optional.empty());

    /** RFC 8439. */
    public static final JcaAead CHACHA20_POLY1305 =
            new JcaAead("ChaCha20-Poly1305", "ChaCha20", nonce -> new IvParameterSpec(nonce), Optional.empty());

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final byte[] HEADER = new byte[16];

    /** Enough for the compilers to reach the form the code keeps. */
    private static final int PACKETS = 3_000;

    private final String transformation;
    private final String keyAlgorithm;
    private final Function<byte[], AlgorithmParameterSpec> parameters;
    private final Optional<Provider> provider;

    private JcaAead(
            String transformation,
            String keyAlgorithm,
            Function<byte[], AlgorithmParameterSpec> parameters,
            Optional<Provider> provider) {
        this.transformation = transformation;
        this.keyAlgorithm = keyAlgorithm;
        this.parameters = parameters;
        this.provider = provider;
    }

    /** The same by another provider, which need not be registered. */
    public JcaAead by(Provider another) {
        return new JcaAead(transformation, keyAlgorithm, parameters, Optional.of(another));
    }

    private Cipher cipher() throws GeneralSecurityException {
        return provider.isPresent()
                ? Cipher.getInstance(transformation, provider.get())
                : Cipher.getInstance(transformation);
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] additionalData, byte[] plaintext)
            throws GeneralSecurityException {
        Cipher cipher = cipher();
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, keyAlgorithm), parameters.apply(nonce));
        cipher.updateAAD(additionalData);
        return cipher.doFinal(plaintext);
    }

    /** Octets the platform allocates to seal one packet with a reused cipher object: what no caller can avoid. */
    public long bytesPerSeal(int keyBytes, int plaintextBytes) {
        return bytesPerPacket(Cipher.ENCRYPT_MODE, keyBytes, plaintextBytes);
    }

    /** The same for opening a packet whose tag is right. */
    public long bytesPerOpen(int keyBytes, int plaintextBytes) {
        return bytesPerPacket(Cipher.DECRYPT_MODE, keyBytes, plaintextBytes);
    }

    private long bytesPerPacket(int mode, int keyBytes, int plaintextBytes) {
        try {
            SecretKey key = new SecretKeySpec(new byte[keyBytes], keyAlgorithm);
            Cipher cipher = cipher();
            byte[][] inputs = inputs(mode, keyBytes, plaintextBytes);
            byte[] out = new byte[plaintextBytes + TAG_BYTES];
            return Allocations.steadyBytes(() -> process(cipher, mode, key, inputs, out)) / PACKETS;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two packets with different nonces, because providers refuse the same nonce twice in a row. */
    private byte[][] inputs(int mode, int keyBytes, int plaintextBytes) throws GeneralSecurityException {
        byte[][] inputs = new byte[2][];
        for (int i = 0; i < inputs.length; i++) {
            byte[] plaintext = new byte[plaintextBytes];
            inputs[i] = mode == Cipher.ENCRYPT_MODE ? plaintext : seal(new byte[keyBytes], nonce(i), HEADER, plaintext);
        }
        return inputs;
    }

    private void process(Cipher cipher, int mode, SecretKey key, byte[][] inputs, byte[] out) {
        try {
            byte[][] nonces = {nonce(0), nonce(1)};
            for (int packet = 0; packet < PACKETS; packet++) {
                byte[] in = inputs[packet & 1];
                cipher.init(mode, key, parameters.apply(nonces[packet & 1]));
                cipher.updateAAD(HEADER, 0, HEADER.length);
                cipher.doFinal(in, 0, in.length, out, 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] nonce(int number) {
        byte[] nonce = new byte[NONCE_BYTES];
        nonce[NONCE_BYTES - 1] = (byte) number;
        return nonce;
    }
}
