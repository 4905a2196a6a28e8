package org.multiwanbond.cipher.chacha20;

import java.util.Arrays;
import javax.crypto.SecretKey;

/** A key that can be wiped, which {@code SecretKeySpec} cannot. Confined to one thread. */
final class WipeableKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final byte[] octets;

    WipeableKey(byte[] octets) {
        this.octets = octets.clone();
    }

    @Override
    public String getAlgorithm() {
        return "ChaCha20";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy: the platform overwrites what it gets once it has read it. */
    @Override
    public byte[] getEncoded() {
        return octets.clone();
    }

    @Override
    public void destroy() {
        Arrays.fill(octets, (byte) 0);
    }
}
