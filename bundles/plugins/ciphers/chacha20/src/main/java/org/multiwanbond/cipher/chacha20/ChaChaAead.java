package org.multiwanbond.cipher.chacha20;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.support.Aead;
import org.multiwanbond.api.cipher.support.AeadSource;
import org.multiwanbond.api.cipher.support.Passing;

/**
 * ChaCha20-Poly1305 under one key, by the platform. Confined to one thread.
 *
 * <p>JDK 17 refuses to be initialised with the key and nonce of the last time, for opening too, so a forged packet would
 * shut out the genuine one with its number. Before the same nonce is opened again, one that no packet can have is set:
 * packet numbers reach only the last eight octets, and that nonce differs in the first.
 */
@HotPath
final class ChaChaAead implements Aead {
    /** From anywhere but the front of an array JDK 17 makes two copies of its own: 5 900 octets a packet, not 2 400. */
    static final AeadSource PLATFORM = new AeadSource("platform", Passing.OPENS_FROM_COPY, ChaChaAead::new);

    private final WipeableKey key;
    private final Cipher cipher;
    private final byte[] last = new byte[NONCE_BYTES];
    private boolean begun;

    ChaChaAead(byte[] key) throws GeneralSecurityException {
        this.key = new WipeableKey(key);
        this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    }

    @Override
    public void beginSealing(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        begin(Cipher.ENCRYPT_MODE, nonce, header, headerOffset);
    }

    @Override
    public void beginOpening(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        if (begun && Arrays.equals(nonce, last)) {
            initWithAnother();
        }
        begin(Cipher.DECRYPT_MODE, nonce, header, headerOffset);
    }

    private void begin(int mode, byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        begun = true;
        System.arraycopy(nonce, 0, last, 0, NONCE_BYTES);
        cipher.init(mode, key, new IvParameterSpec(nonce));
        cipher.updateAAD(header, headerOffset, HEADER_BYTES);
    }

    private void initWithAnother() throws GeneralSecurityException {
        last[0] ^= 1;
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(last));
    }

    @Override
    public void finish(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset)
            throws GeneralSecurityException {
        cipher.doFinal(in, inOffset, lengthBytes, out, outOffset);
    }

    @Override
    public void close() throws GeneralSecurityException {
        key.destroy();
        // The provider keeps the key until it gets another: the wiped one.
        initWithAnother();
    }
}
