package org.multiwanbond.api.codec.support;

import org.multiwanbond.api.HotPath;

/**
 * Which data symbols of a block are missing, and which repair symbols stand in for them: the first that arrived. Confined
 * to one thread.
 */
@HotPath
public final class LossPattern {
    private final BlockShape shape;
    private final byte[][] known;
    private final int[] indices;
    private final int[] missing;
    private int lost;
    private long missingMask;
    private int repairMask;

    public LossPattern(BlockShape shape) {
        this.shape = shape;
        known = new byte[shape.dataSymbols()][];
        indices = new int[shape.dataSymbols()];
        missing = new int[shape.dataSymbols()];
    }

    /** Looks at a block as {@code Codec.decode} is given it; false if it is beyond repair. */
    public boolean find(byte[][] symbols, boolean[] present) {
        lost = 0;
        missingMask = 0;
        for (int i = 0; i < known.length; i++) {
            known[i] = symbols[i];
            indices[i] = i;
            if (!present[i]) {
                missing[lost++] = i;
                missingMask |= 1L << i;
            }
        }
        return substitute(symbols, present);
    }

    private boolean substitute(byte[][] symbols, boolean[] present) {
        int found = 0;
        repairMask = 0;
        for (int repair = 0; repair < shape.repairSymbols() && found < lost; repair++) {
            int index = known.length + repair;
            if (present[index]) {
                known[missing[found]] = symbols[index];
                indices[missing[found++]] = index;
                repairMask |= 1 << repair;
            }
        }
        return found == lost;
    }

    /** How many data symbols are missing. */
    public int lost() {
        return lost;
    }

    /** Index of a missing data symbol, in rising order: {@code which} is 0 to {@link #lost} − 1. */
    public int missing(int which) {
        return missing[which];
    }

    /** The k symbols that are there: in the place of each missing data symbol a repair symbol. */
    public byte[][] known() {
        return known;
    }

    /** Index in the block of {@link #known} symbol {@code place}. */
    int knownIndex(int place) {
        return indices[place];
    }

    /** The missing data symbols, a bit each. */
    long missingMask() {
        return missingMask;
    }

    /** The repair symbols in use, a bit each. */
    int repairMask() {
        return repairMask;
    }
}
