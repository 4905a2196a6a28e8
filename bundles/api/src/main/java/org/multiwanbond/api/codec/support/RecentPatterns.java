package org.multiwanbond.api.codec.support;

import org.multiwanbond.api.HotPath;

/** Remembers in which slot of a small cache what belongs to a loss pattern lies; the oldest gives way. Confined to one thread. */
@HotPath
public final class RecentPatterns {
    private final long[] missingMasks;
    private final int[] repairMasks;
    private final int[] parts;
    private int slot;
    private int next;

    public RecentPatterns(int slots) {
        missingMasks = new long[slots];
        repairMasks = new int[slots];
        parts = new int[slots];
    }

    /**
     * Sets {@link #slot} to the pattern's. If it was not among the recent ones, the slot is that of the oldest, and the
     * caller must fill it anew.
     *
     * @param losses of one data symbol or more
     * @param part which part of what belongs to the pattern; 0 if there is only one
     * @return whether the slot holds it already
     */
    public boolean has(LossPattern losses, int part) {
        for (int i = 0; i < missingMasks.length; i++) {
            if (missingMasks[i] == losses.missingMask() && repairMasks[i] == losses.repairMask() && parts[i] == part) {
                slot = i;
                return true;
            }
        }
        slot = next;
        next = (next + 1) % missingMasks.length;
        missingMasks[slot] = losses.missingMask();
        repairMasks[slot] = losses.repairMask();
        parts[slot] = part;
        return false;
    }

    /** The slot found last. */
    public int slot() {
        return slot;
    }
}
