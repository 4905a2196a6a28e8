package org.multiwanbond.cipher.aesgcmcorretto;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import com.amazon.corretto.crypto.provider.RuntimeCryptoException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.support.Aead;

/** AES-GCM under one key, by whichever provider the {@link Cipher} is of. Confined to one thread. */
@HotPath
final class GcmAead implements Aead {
    /** Overwrites the real key in the provider; it cannot be the wiped one, which a lent key may look like by then. */
    private static final byte ANOTHER_KEY = 0x5a;

    private final WipeableKey key;
    private final int keyBytes;
    private final Cipher cipher;

    GcmAead(byte[] key, boolean lent, Cipher cipher) {
        this.key = new WipeableKey(key, lent);
        this.keyBytes = key.length;
        this.cipher = cipher;
    }

    @Override
    public void beginSealing(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        begin(Cipher.ENCRYPT_MODE, key, nonce, header, headerOffset);
    }

    @Override
    public void beginOpening(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        begin(Cipher.DECRYPT_MODE, key, nonce, header, headerOffset);
    }

    private void begin(int mode, WipeableKey with, byte[] nonce, byte[] header, int headerOffset)
            throws GeneralSecurityException {
        try {
            cipher.init(mode, with, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            cipher.updateAAD(header, headerOffset, HEADER_BYTES);
        } catch (RuntimeCryptoException e) {
            throw new GeneralSecurityException(e);
        }
    }

    @Override
    public void finish(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset)
            throws GeneralSecurityException {
        try {
            cipher.doFinal(in, inOffset, lengthBytes, out, outOffset);
        } catch (RuntimeCryptoException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Corretto keeps a key schedule outside the heap, and replaces it no sooner than it works with another key. */
    @Override
    public void close() throws GeneralSecurityException {
        byte[] octets = new byte[keyBytes];
        Arrays.fill(octets, ANOTHER_KEY);
        WipeableKey another = new WipeableKey(octets, true);
        begin(Cipher.ENCRYPT_MODE, another, new byte[NONCE_BYTES], new byte[HEADER_BYTES], 0);
        finish(octets, 0, 0, new byte[TAG_BYTES], 0);
        key.destroy();
    }
}
