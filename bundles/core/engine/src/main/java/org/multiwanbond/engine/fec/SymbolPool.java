package org.multiwanbond.engine.fec;

import org.multiwanbond.api.HotPath;

/** The decoder's memory for symbols: arrays made when first needed, then lent again and again. Confined to one thread. */
@HotPath
final class SymbolPool {
    /** Answer of {@link #take} when all are lent out. */
    static final byte[] NOTHING = {};

    private final byte[][] free;
    private final int symbolBytes;
    private int freeCount;
    private int made;

    SymbolPool(int count, int symbolBytes) {
        free = new byte[count][];
        this.symbolBytes = symbolBytes;
    }

    byte[] take() {
        if (freeCount > 0) {
            return free[--freeCount];
        }
        if (made == free.length) {
            return NOTHING;
        }
        made++;
        return new byte[symbolBytes];
    }

    void give(byte[] symbol) {
        free[freeCount++] = symbol;
    }
}
