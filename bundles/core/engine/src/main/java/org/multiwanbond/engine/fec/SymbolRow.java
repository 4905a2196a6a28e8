package org.multiwanbond.engine.fec;

import org.multiwanbond.api.HotPath;

/** Symbols of one capacity, each made when first used and kept. Confined to one thread. */
@HotPath
final class SymbolRow {
    private final byte[][] symbols;
    private final int symbolBytes;

    SymbolRow(int count, int symbolBytes) {
        symbols = new byte[count][];
        this.symbolBytes = symbolBytes;
    }

    byte[] at(int index) {
        if (symbols[index] == null) {
            symbols[index] = new byte[symbolBytes];
        }
        return symbols[index];
    }
}
