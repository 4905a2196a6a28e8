package org.multiwanbond.engine;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The wait of a loop that has nothing to read from. Thread-safe: stateless. */
final class Waiting {
    private Waiting() {}

    /** Waits until a permit comes or the time is over, and takes all permits; an interrupt ends the wait and stays set. */
    static void until(Semaphore permits, long waitNs) {
        try {
            if (waitNs > 0 && permits.tryAcquire(waitNs, TimeUnit.NANOSECONDS)) {
                permits.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
