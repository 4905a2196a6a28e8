package org.multiwanbond.netlab.link;

/**
 * Packets that arrive twice, late or damaged.
 *
 * @param duplicateRatio probability that a packet arrives twice
 * @param reorderRatio probability that a packet is held back by {@code reorderNs}, so that later ones overtake it
 * @param reorderNs how long such a packet is held back
 * @param corruptRatio probability that one bit of a packet is flipped
 */
public record Mangling(double duplicateRatio, double reorderRatio, long reorderNs, double corruptRatio) {
    /** 5 ms: some packets at 1 Mbit/s, within the reorder time of a usual receiver at any rate. */
    public static final long DEFAULT_REORDER_NS = 5_000_000;

    /** Every packet arrives once, in its turn and unharmed. */
    public static final Mangling NONE = new Mangling(0, 0, DEFAULT_REORDER_NS, 0);

    public Mangling {
        SettingsText.requireRatio("dup", duplicateRatio);
        SettingsText.requireRatio("reorder", reorderRatio);
        SettingsText.require(reorderNs > 0, "reorder", "a time above 0", reorderNs);
        SettingsText.requireRatio("corrupt", corruptRatio);
    }
}
