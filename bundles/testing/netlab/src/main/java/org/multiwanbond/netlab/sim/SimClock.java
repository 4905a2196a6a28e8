package org.multiwanbond.netlab.sim;

import java.util.function.LongSupplier;

/** Time that moves only when told to. Confined to the simulation's thread. */
public final class SimClock implements LongSupplier {
    private long nowNs;

    /** A clock that shows this time. */
    public SimClock(long startNs) {
        nowNs = startNs;
    }

    /** The time now. */
    public long nowNs() {
        return nowNs;
    }

    @Override
    public long getAsLong() {
        return nowNs;
    }

    /** Moves on to an instant; one in the past changes nothing. */
    public void advanceTo(long instantNs) {
        nowNs = Math.max(nowNs, instantNs);
    }

    /** Moves on by a time of 0 or more. */
    public void advanceBy(long durationNs) {
        advanceTo(nowNs + durationNs);
    }
}
