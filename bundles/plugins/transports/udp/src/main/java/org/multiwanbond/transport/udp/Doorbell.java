package org.multiwanbond.transport.udp;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Where the receiving thread sleeps while its ring is empty. {@link #ring} and {@link #wakeUp} may be called by any thread,
 * {@link #await} by the receiving thread; ringing costs a system call only while that thread sleeps.
 */
final class Doorbell {
    private final LongSupplier clockNs;
    private volatile Thread sleeper;
    private volatile boolean woken;

    Doorbell(LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    /** Called after something was put into the ring. */
    void ring() {
        // Orders the put before the look at the sleeper, as await orders the sleeper before the look at the ring:
        // without
        // it both could miss each other.
        VarHandle.fullFence();
        Thread thread = sleeper;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Ends the present or the next wait. */
    void wakeUp() {
        woken = true;
        ring();
    }

    /** Returns when something is in the ring, after {@link #wakeUp}, after an interrupt, or after the time. */
    void await(DatagramRing ring, long waitNs) {
        long start = clockNs.getAsLong();
        long leftNs = waitNs;
        sleeper = Thread.currentThread();
        while (ring.waiting() == 0
                && !woken
                && leftNs > 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, leftNs);
            leftNs = waitNs - (clockNs.getAsLong() - start);
        }
        sleeper = null;
        woken = false;
    }
}
