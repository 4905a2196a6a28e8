package org.multiwanbond.engine.fec;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.FecPayload;

/** What has come of one repair block. Confined to the session's receive thread. */
@HotPath
final class FecBlock {
    private static final int SOURCES = FecPayload.SOURCE_SYMBOLS;

    private final byte[][] symbols = new byte[SOURCES + FecPayload.REPAIR_SYMBOLS][];
    private final int[] lengths = new int[SOURCES];
    private int number;
    private boolean used;
    private boolean open;
    private long sourceMask;
    private int repairMask;
    private int k;
    private int r;
    private int symbolBytes;

    void begin(int newNumber) {
        number = newNumber;
        used = true;
        open = true;
        sourceMask = 0;
        repairMask = 0;
        k = 0;
        r = 0;
        symbolBytes = 0;
    }

    /** Gives the memory back; what still comes of this block is of no use. */
    void close(SymbolPool pool) {
        for (int i = 0; i < SOURCES; i++) {
            if (hasSource(i)) {
                pool.give(symbols[i]);
            }
        }
        for (int i = 0; i < FecPayload.REPAIR_SYMBOLS; i++) {
            if (hasRepair(i)) {
                pool.give(symbols[SOURCES + i]);
            }
        }
        sourceMask = 0;
        repairMask = 0;
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    boolean isEmpty() {
        return (sourceMask | repairMask) == 0;
    }

    /** Whether the slot is free for, or holds an older block than, the one with this number. */
    boolean isBefore(int other) {
        return !used || (short) (other - number) > 0;
    }

    boolean is(int other) {
        return used && number == other;
    }

    /** How far this block lies before the other, in 16-bit arithmetic. */
    int age(int other) {
        return other - number & 0xffff;
    }

    boolean hasSource(int index) {
        return (sourceMask >>> index & 1) != 0;
    }

    boolean hasRepair(int index) {
        return (repairMask >>> index & 1) != 0;
    }

    void putSource(int index, byte[] symbol, int lengthBytes) {
        symbols[index] = symbol;
        lengths[index] = lengthBytes;
        sourceMask |= 1L << index;
    }

    void putRepair(int index, byte[] symbol) {
        symbols[SOURCES + index] = symbol;
        repairMask |= 1 << index;
    }

    byte[] source(int index) {
        return symbols[index];
    }

    byte[] repair(int index) {
        return symbols[SOURCES + index];
    }

    int lengthBytes(int index) {
        return lengths[index];
    }

    /** Takes k, r and the symbol length from a repair payload; false if another one of the block says otherwise. */
    boolean agrees(FecPayload repair) {
        if (k == 0) {
            k = repair.sourceSymbols();
            r = repair.repairSymbols();
            symbolBytes = repair.symbolBytes();
        }
        return k == repair.sourceSymbols() && r == repair.repairSymbols() && symbolBytes == repair.symbolBytes();
    }

    /** Whether the sources that came fit what the repair payloads say; true as long as none came. */
    boolean isConsistent() {
        if (k == 0) {
            return true;
        }
        if (k < SOURCES && sourceMask >>> k != 0) {
            return false;
        }
        for (int i = 0; i < k; i++) {
            if (hasSource(i) && lengths[i] > symbolBytes) {
                return false;
            }
        }
        return true;
    }

    /** Sources known to be missing; 0 while k is unknown. */
    int missing() {
        return k == 0 ? 0 : k - Long.bitCount(sourceMask);
    }

    /** Whether as many symbols came as there are sources, some of them repair symbols. */
    boolean isRecoverable() {
        return missing() > 0 && Integer.bitCount(repairMask) >= missing();
    }

    /** Whether k is known and every source came. */
    boolean isWhole() {
        return k > 0 && missing() == 0;
    }

    int k() {
        return k;
    }

    int r() {
        return r;
    }

    int symbolBytes() {
        return symbolBytes;
    }
}
