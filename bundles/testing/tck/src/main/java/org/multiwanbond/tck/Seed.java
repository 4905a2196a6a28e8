package org.multiwanbond.tck;

import java.util.Random;

/**
 * Random numbers a failed test can be repeated with: the seed is printed, and {@code -Dmwb.seed=N} sets it. Thread-safe.
 */
public final class Seed {
    private static final String PROPERTY = "mwb.seed";

    private Seed() {}

    /** Numbers that differ from run to run unless the system property {@code mwb.seed} is set. */
    public static Random random(String purpose) {
        return random(purpose, Long.getLong(PROPERTY, System.nanoTime() & 0xffff_ffffL));
    }

    /** The same numbers in each run. */
    public static Random random(String purpose, long seed) {
        System.out.println("seed " + seed + " for " + purpose + " (repeat with -D" + PROPERTY + "=" + seed + ")");
        return new Random(seed);
    }
}
