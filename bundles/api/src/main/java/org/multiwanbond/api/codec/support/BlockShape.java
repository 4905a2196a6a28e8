package org.multiwanbond.api.codec.support;

/**
 * A size of block Reed-Solomon does on the wire. Thread-safe: immutable.
 *
 * @param dataSymbols k, 1 to 64
 * @param repairSymbols r, 0 to 32
 */
public record BlockShape(int dataSymbols, int repairSymbols) {
    // Protocol §6: "k ≤ 64, r ≤ 32, k + r ≤ 96"
    private static final int DATA_SYMBOLS = 64;
    private static final int REPAIR_SYMBOLS = 32;

    public BlockShape {
        if (dataSymbols < 1 || dataSymbols > DATA_SYMBOLS || repairSymbols < 0 || repairSymbols > REPAIR_SYMBOLS) {
            throw new IllegalArgumentException("Reed-Solomon does 1 to " + DATA_SYMBOLS + " data and 0 to "
                    + REPAIR_SYMBOLS + " repair symbols, not " + dataSymbols + " + " + repairSymbols + ".");
        }
    }

    /** Symbols of a whole block. */
    public int symbols() {
        return dataSymbols + repairSymbols;
    }

    /** Data symbols that can be recovered at once, at most. */
    public int mostLost() {
        return Math.min(dataSymbols, repairSymbols);
    }
}
