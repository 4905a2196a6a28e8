package org.multiwanbond.engine.fec;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.FecPayload;

/** Arrays of exactly the length a codec is called with, one of each length, made when first used. Confined to one thread. */
@HotPath
final class CodecArrays {
    private static final int LONGEST = FecPayload.SOURCE_SYMBOLS + FecPayload.REPAIR_SYMBOLS;

    private final byte[][][] symbols = new byte[LONGEST + 1][][];
    private final boolean[][] present = new boolean[LONGEST + 1][];

    /** For {@code count} symbols; the content is what the last caller left. */
    byte[][] symbols(int count) {
        if (symbols[count] == null) {
            symbols[count] = new byte[count][];
        }
        return symbols[count];
    }

    /** Which of {@code count} symbols are there; the content is what the last caller left. */
    boolean[] present(int count) {
        if (present[count] == null) {
            present[count] = new boolean[count];
        }
        return present[count];
    }
}
