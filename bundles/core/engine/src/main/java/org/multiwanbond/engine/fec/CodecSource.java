package org.multiwanbond.engine.fec;

import org.multiwanbond.api.codec.Codec;

/** Where coder and decoder get their codecs, so that the code may come and go. Confined to one data thread. */
public interface CodecSource {
    /** Whether there is an erasure code at all; without one packets pass uncoded. */
    boolean isPresent();

    /**
     * A codec for blocks of {@code dataSymbols} + {@code repairSymbols}, shared by all callers of this source;
     * {@link NoCodec#INSTANCE} if there is none.
     */
    Codec codec(int dataSymbols, int repairSymbols);
}
