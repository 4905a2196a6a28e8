package org.multiwanbond.netlab.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, never for time alone. Stateless. */
public final class Waiter {
    private static final Duration STEP = Duration.ofMillis(50);

    private Waiter() {}

    /**
     * Waits until the condition holds; a condition that throws does not hold yet.
     *
     * @throws LabException after the limit, with what was waited for and the last thing that was wrong
     */
    public static void until(String what, Duration limit, Condition condition) throws LabException {
        long endNs = System.nanoTime() + limit.toNanos();
        String wrong = "";
        while (System.nanoTime() < endNs && !Thread.currentThread().isInterrupted()) {
            try {
                if (condition.holds()) {
                    return;
                }
                wrong = "";
            } catch (IOException e) {
                wrong = " (" + e.getMessage() + ")";
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        throw new LabException("Waited " + limit.toSeconds() + " s in vain for " + what + wrong + ".");
    }

    /** Lets time pass, where time is what is measured. */
    public static void pause(Duration duration) {
        long endNs = System.nanoTime() + duration.toNanos();
        for (long leftNs = duration.toNanos(); leftNs > 0; leftNs = endNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Something that may become true. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is true now. */
        boolean holds() throws IOException;
    }
}
