package org.multiwanbond.engine;

import java.util.random.RandomGenerator;

/** When the initiator should re-key. Confined to the control thread. */
final class RekeyClock {
    // Protocol §3: "re-key at 120 s (± up to 10 s jitter)".
    private static final long REKEY_NS = 120_000_000_000L;
    private static final long JITTER_NS = 10_000_000_000L;
    /** A re-key that failed is tried again after this. */
    private static final long RETRY_NS = 5_000_000_000L;

    private final RandomGenerator random;
    private long jitterNs;
    private long askedNs = Long.MIN_VALUE / 2;

    RekeyClock(RandomGenerator random) {
        this.random = random;
        this.jitterNs = random.nextLong(-JITTER_NS, JITTER_NS);
    }

    boolean isDue(long keysSinceNs, long nowNs) {
        return nowNs - keysSinceNs >= REKEY_NS + jitterNs && nowNs - askedNs >= RETRY_NS;
    }

    void asked(long nowNs) {
        askedNs = nowNs;
    }

    /** New keys are confirmed: the next time is drawn anew. */
    void confirmed(long nowNs) {
        askedNs = nowNs;
        jitterNs = random.nextLong(-JITTER_NS, JITTER_NS);
    }
}
