package org.multiwanbond.cipher.chacha20conscrypt;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.support.Aead;

/**
 * ChaCha20-Poly1305 under one key, by whichever provider the {@link Cipher} is of. Confined to one thread.
 *
 * <p>The JDK 17 refuses to be initialised with the key and nonce of the last time, for opening too, so a forged packet would
 * shut out the genuine one with its number. Before the same nonce is opened again, one that no packet can have is set:
 * packet numbers reach only the last eight octets, and that nonce differs in the first.
 */
@HotPath
final class ChaChaAead implements Aead {
    /** Overwrites the real key in the provider; it cannot be the wiped one, which a lent key may look like by then. */
    private static final byte ANOTHER_KEY = 0x5a;

    private final WipeableKey key;
    private final int keyBytes;
    private final Cipher cipher;
    private final byte[] last = new byte[NONCE_BYTES];
    private boolean begun;

    ChaChaAead(byte[] key, boolean lent, Cipher cipher) {
        this.key = new WipeableKey(key, lent);
        this.keyBytes = key.length;
        this.cipher = cipher;
    }

    @Override
    public void beginSealing(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        begin(Cipher.ENCRYPT_MODE, nonce, header, headerOffset);
    }

    @Override
    public void beginOpening(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        if (begun && Arrays.equals(nonce, last)) {
            last[0] ^= 1;
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(last));
        }
        begin(Cipher.DECRYPT_MODE, nonce, header, headerOffset);
    }

    private void begin(int mode, byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        begun = true;
        System.arraycopy(nonce, 0, last, 0, NONCE_BYTES);
        cipher.init(mode, key, new IvParameterSpec(nonce));
        cipher.updateAAD(header, headerOffset, HEADER_BYTES);
    }

    @Override
    public void finish(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset)
            throws GeneralSecurityException {
        cipher.doFinal(in, inOffset, lengthBytes, out, outOffset);
    }

    @Override
    public void close() throws GeneralSecurityException {
        byte[] octets = new byte[keyBytes];
        Arrays.fill(octets, ANOTHER_KEY);
        cipher.init(Cipher.ENCRYPT_MODE, new WipeableKey(octets, false), new IvParameterSpec(new byte[NONCE_BYTES]));
        key.destroy();
    }
}
