package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;

/** Lets through so many events a second, with a burst of a tenth of a second. Confined to one thread. */
@HotPath
final class TokenBucket {
    private static final long SECOND_NS = 1_000_000_000L;

    private final long costNs;
    private final long burstNs;
    private long emptyAtNs;

    TokenBucket(int perSecond) {
        costNs = SECOND_NS / perSecond;
        burstNs = Math.max(costNs, SECOND_NS / 10);
        emptyAtNs = Long.MIN_VALUE / 2;
    }

    boolean take(long nowNs) {
        long from = Math.max(emptyAtNs, nowNs - burstNs);
        if (from + costNs > nowNs) {
            return false;
        }
        emptyAtNs = from + costNs;
        return true;
    }
}
