package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * Makes the delays of all paths of a session comparable though the clocks of the two ends are not: the first delay seen is
 * taken off all. Confined to the send thread.
 */
@HotPath
public final class SessionClock {
    private static final long US = 1_000L;

    private boolean known;
    private int offsetUs;

    /** One-way delay up to a constant, from when a packet left and the low 32 bits of when it arrived. */
    long delayNs(long sentNs, int arrivedUs) {
        int rawUs = arrivedUs - (int) (sentNs / US);
        if (!known) {
            known = true;
            offsetUs = rawUs;
        }
        return (rawUs - offsetUs) * US;
    }
}
