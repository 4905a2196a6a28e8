package org.multiwanbond.engine.plan;

import java.time.LocalDate;

/**
 * Today, as far as the clock can be believed: a host without a battery wakes up years ago and learns the time later. A
 * day before one already seen is believed only when the clock insists. Confined to the control thread.
 */
final class TrustedDay {
    /** A host that reaches a time server is right within minutes, one that waits for its uplink within hours. */
    private static final long DOUBT_NS = 24 * 3_600_000_000_000L;

    private LocalDate latest;
    private boolean behind;
    private long behindSinceNs;

    /** Knows that this day has been. */
    TrustedDay(LocalDate seen) {
        latest = seen;
    }

    /** The day to count in while the clock says {@code today}. */
    LocalDate of(LocalDate today, long nowNs) {
        if (!today.isBefore(latest)) {
            latest = today;
            behind = false;
        } else if (!behind) {
            behind = true;
            behindSinceNs = nowNs;
        } else if (nowNs - behindSinceNs >= DOUBT_NS) {
            latest = today;
            behind = false;
        }
        return latest;
    }
}
