package org.multiwanbond.config;

/**
 * Waits for a burst of changes to end: files arrive one by one, and half of them make no sense. Confined to one thread;
 * the time is passed in.
 */
final class Quiescence {
    /** Nothing waits. */
    static final long NEVER = Long.MAX_VALUE;

    private final long quietNs;
    private final long longestNs;
    private boolean waiting;
    private long firstNs;
    private long lastNs;

    /**
     * A wait.
     *
     * @param quietNs how long nothing must change
     * @param longestNs longest wait since the first change, however many follow
     */
    Quiescence(long quietNs, long longestNs) {
        this.quietNs = quietNs;
        this.longestNs = longestNs;
    }

    /** Something changed. */
    void touched(long nowNs) {
        if (!waiting) {
            firstNs = nowNs;
        }
        waiting = true;
        lastNs = nowNs;
    }

    /** How long to wait from now on; 0 if the burst is over, {@link #NEVER} if there was none. */
    long remainingNs(long nowNs) {
        if (!waiting) {
            return NEVER;
        }
        long remaining = Math.min(lastNs - nowNs + quietNs, firstNs - nowNs + longestNs);
        return Math.max(0, remaining);
    }

    /** The burst is dealt with. */
    void settled() {
        waiting = false;
    }
}
