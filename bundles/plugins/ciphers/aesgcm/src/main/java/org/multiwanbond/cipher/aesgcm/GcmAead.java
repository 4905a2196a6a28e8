package org.multiwanbond.cipher.aesgcm;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.support.Aead;
import org.multiwanbond.api.cipher.support.AeadSource;
import org.multiwanbond.api.cipher.support.Passing;

/**
 * AES-GCM under one key, by the platform. Confined to one thread.
 *
 * <p>The parameter object per packet cannot be avoided: the provider keeps the array it gets to refuse its second use, so
 * each needs its own.
 */
@HotPath
final class GcmAead implements Aead {
    /** Given the same array for both sides, JDK 17 allocates another of its whole length per opened packet. */
    static final AeadSource PLATFORM = new AeadSource("platform", Passing.OPENS_INTO_COPY, GcmAead::new);

    private final WipeableKey key;
    private final Cipher cipher;

    GcmAead(byte[] key) throws GeneralSecurityException {
        this.key = new WipeableKey(key);
        this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    }

    @Override
    public void beginSealing(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        begin(Cipher.ENCRYPT_MODE, nonce, header, headerOffset);
    }

    @Override
    public void beginOpening(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        begin(Cipher.DECRYPT_MODE, nonce, header, headerOffset);
    }

    private void begin(int mode, byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(header, headerOffset, HEADER_BYTES);
    }

    @Override
    public void finish(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset)
            throws GeneralSecurityException {
        cipher.doFinal(in, inOffset, lengthBytes, out, outOffset);
    }

    @Override
    public void close() throws GeneralSecurityException {
        key.destroy();
        // The provider keeps a key schedule until it gets another key: the wiped one.
        begin(Cipher.DECRYPT_MODE, new byte[NONCE_BYTES], new byte[HEADER_BYTES], 0);
    }
}
