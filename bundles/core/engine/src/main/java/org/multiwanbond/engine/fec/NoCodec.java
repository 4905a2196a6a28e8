package org.multiwanbond.engine.fec;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.codec.Codec;

/** The codec of those who have none: makes nothing and recovers nothing. Thread-safe. */
@HotPath
public final class NoCodec implements Codec {
    /** The only one. */
    public static final NoCodec INSTANCE = new NoCodec();

    private NoCodec() {}

    @Override
    public void encode(byte[][] symbols, int lengthBytes) {
        // The repair symbols stay what they are: nobody sends those of a block without a codec.
    }

    @Override
    public boolean decode(byte[][] symbols, boolean[] present, int lengthBytes) {
        return false;
    }
}
