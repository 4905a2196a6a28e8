package org.multiwanbond.balancer.overflow;

import org.multiwanbond.api.HotPath;

/** A condition that counts once it has held for some time without a break. Confined to one thread. */
@HotPath
final class Lasting {
    private final long durationNs;
    private boolean holds;
    private long sinceNs;

    Lasting(long durationNs) {
        this.durationNs = durationNs;
    }

    /** Notes whether the condition holds now, and answers whether it has for long enough. */
    boolean holds(boolean now, long nowNs) {
        sinceNs = holds && now ? sinceNs : nowNs;
        holds = now;
        return now && nowNs - sinceNs >= durationNs;
    }

    /** Begins anew. */
    void restart() {
        holds = false;
    }
}
