package org.multiwanbond.engine.path;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/**
 * Notices that a path lets small packets through and large ones not any more (RFC 8899 §4.3, black hole detection). Confined
 * to the send thread.
 *
 * <p>A lost packet counts only if none of its size or larger that was sent later has arrived; a packet is found to be lost
 * when a later one arrives, which then was smaller.
 */
@HotPath
public final class LostSizes {
    /** Lost in a row: rare by chance, since large packets are the ones that make losses known. */
    private static final int IN_A_ROW = 3;
    /** What any path carries (protocol §6), behind the headers of IPv6 and UDP. */
    private static final int SMALL_BYTES = MtuSearch.LEAST_BYTES + 48;
    /** Sizes are told apart in steps of 32 octets. */
    private static final int STEP_BITS = 5;

    private static final int STEPS = 16;

    private final long[] arrived = new long[STEPS];
    private final int[] lost = new int[STEPS];
    private boolean shrunk;

    LostSizes() {
        Arrays.fill(arrived, -1);
    }

    /** A packet arrived: so would all that are no larger. */
    void arrived(long number, int wireBytes) {
        for (int step = step(wireBytes); step >= 0 && arrived[step] < number; step--) {
            arrived[step] = number;
            lost[step] = 0;
        }
    }

    /** A packet is lost, since a later one arrived. */
    void lost(long number, int wireBytes) {
        for (int step = step(wireBytes); step >= 0 && arrived[step] < number; step--) {
            shrunk |= ++lost[step] >= IN_A_ROW;
        }
    }

    private static int step(int wireBytes) {
        return Math.min(STEPS - 1, wireBytes - SMALL_BYTES - 1 >> STEP_BITS);
    }

    /** Whether the path seems to carry less than what was sent on it. */
    public boolean hasShrunk() {
        return shrunk;
    }

    /** Begins anew: packets below this number were sent before, and tell nothing any more. */
    public void forget(long next) {
        shrunk = false;
        for (int step = 0; step < STEPS; step++) {
            arrived[step] = Math.max(arrived[step], next - 1);
            lost[step] = 0;
        }
    }
}
