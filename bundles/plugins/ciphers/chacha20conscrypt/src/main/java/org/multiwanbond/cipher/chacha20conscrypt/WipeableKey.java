package org.multiwanbond.cipher.chacha20conscrypt;

import java.util.Arrays;
import javax.crypto.SecretKey;

/** A key that can be wiped, which {@code SecretKeySpec} cannot. Confined to one thread. */
final class WipeableKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final byte[] octets;
    private final boolean lent;

    /** Lent to a provider that keeps the array it gets and writes nothing to it, so that wiping reaches that too. */
    WipeableKey(byte[] octets, boolean lent) {
        this.octets = octets.clone();
        this.lent = lent;
    }

    @Override
    public String getAlgorithm() {
        return "ChaCha20";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy if it is not lent: the platform overwrites what it gets once it has read it. */
    @Override
    public byte[] getEncoded() {
        return lent ? octets : octets.clone();
    }

    @Override
    public void destroy() {
        Arrays.fill(octets, (byte) 0);
    }
}
