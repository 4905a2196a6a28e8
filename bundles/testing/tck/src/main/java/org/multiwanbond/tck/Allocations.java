package org.multiwanbond.tck;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the octets the calling thread allocates. Thread-safe. */
public final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Class loading, linking of lambdas and growth of buffers happen in these rounds. */
    private static final int WARM_UP_ROUNDS = 3;

    /** A deoptimisation can put a value on the heap once; code that allocates does it in each round. */
    private static final int MEASURED_ROUNDS = 3;

    private Allocations() {}

    /** Octets allocated by one call of {@code work} after warm-up: the least of several calls. */
    public static long steadyBytes(Runnable work) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            work.run();
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < MEASURED_ROUNDS; round++) {
            least = Math.min(least, bytes(work));
        }
        return least;
    }

    /** Octets allocated by one call of {@code work}, without warm-up. */
    public static long bytes(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
