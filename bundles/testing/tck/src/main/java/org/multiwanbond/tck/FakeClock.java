package org.multiwanbond.tck;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock in ns that stands still until a test moves it. Thread-safe. */
public final class FakeClock implements LongSupplier {
    private final AtomicLong nowNs;

    /** A clock that starts at 1 s, so that "never" and "now" differ. */
    public FakeClock() {
        this(Duration.ofSeconds(1).toNanos());
    }

    public FakeClock(long startNs) {
        this.nowNs = new AtomicLong(startNs);
    }

    @Override
    public long getAsLong() {
        return nowNs.get();
    }

    public void advance(Duration step) {
        advanceNs(step.toNanos());
    }

    public void advanceNs(long stepNs) {
        if (stepNs < 0) {
            throw new IllegalArgumentException("A monotonic clock does not go back: " + stepNs + " ns");
        }
        nowNs.addAndGet(stepNs);
    }
}
