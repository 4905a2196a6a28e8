package org.multiwanbond.api.cipher.support;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/** A cipher no better than its arithmetic, and with arrays as bad as its {@link Passing} allows. Confined to one thread. */
final class ToyAead implements Aead {
    static final int TAG_BYTES = 16;

    private final byte key;
    private final Passing passing;
    private byte mask;
    private boolean seals;
    private boolean closed;

    ToyAead(byte[] key, Passing passing) {
        this.key = key[0];
        this.passing = passing;
    }

    @Override
    public void beginSealing(byte[] nonce, byte[] header, int headerOffset) {
        begin(true, nonce, header, headerOffset);
    }

    @Override
    public void beginOpening(byte[] nonce, byte[] header, int headerOffset) {
        begin(false, nonce, header, headerOffset);
    }

    private void begin(boolean seals, byte[] nonce, byte[] header, int headerOffset) {
        this.seals = seals;
        mask = (byte) (key + 31 * Arrays.hashCode(nonce));
        for (int i = 0; i < 16; i++) {
            mask = (byte) (31 * mask + header[headerOffset + i]);
        }
    }

    @Override
    public void finish(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset)
            throws GeneralSecurityException {
        if (closed) {
            throw new GeneralSecurityException("closed");
        }
        byte[] read = Arrays.copyOfRange(in, inOffset, inOffset + lengthBytes);
        int textBytes = seals ? lengthBytes : lengthBytes - TAG_BYTES;
        byte[] text = Arrays.copyOf(read, textBytes);
        for (int i = 0; i < textBytes; i++) {
            text[i] ^= mask;
        }
        byte[] tag = new byte[TAG_BYTES];
        Arrays.fill(tag, (byte) (mask + Arrays.hashCode(seals ? text : Arrays.copyOf(read, textBytes))));
        behaveBadly(in, inOffset, out, outOffset);
        if (!seals && !Arrays.equals(tag, 0, TAG_BYTES, read, textBytes, lengthBytes)) {
            if (passing.opensIntoCopy()) {
                System.arraycopy(text, 0, out, outOffset, textBytes);
            }
            throw new GeneralSecurityException("forged");
        }
        System.arraycopy(text, 0, out, outOffset, textBytes);
        System.arraycopy(tag, 0, out, outOffset + textBytes, seals ? TAG_BYTES : 0);
    }

    /** Overwrites all that is not promised to be the slab. */
    private void behaveBadly(byte[] in, int inOffset, byte[] out, int outOffset) {
        if (passing.sealsApart() || !seals && passing.opensFromCopy()) {
            Arrays.fill(in, inOffset, in.length, (byte) 0xee);
        }
        if (passing.sealsApart() || !seals && passing.opensIntoCopy()) {
            Arrays.fill(out, outOffset, out.length, (byte) 0xee);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
