package org.multiwanbond.tunnel.tun;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A thread that repeats some work until it gets no faster. A Java runtime interprets code first and compiles what runs
 * often; the engine rehearses its own part of a packet's way, but to the cutting and joining of a device it comes only with
 * real packets. {@link #start} and {@link #end} belong to one control thread.
 */
final class Rehearsal {
    /** Time of a processor it may take: it is for the first seconds of a start, and must not be a burden to them. */
    private static final long MOST_NS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Looks in a row without a better one after which nothing is gained any more. */
    private static final int CALM_LOOKS = 4;
    /** What counts as better. */
    private static final double BETTER = 1.1;

    private static final long MOST_JOIN_MS = 1_000;

    private final Supplier<Runnable> work;
    private final LongSupplier cpuNs;
    private final Thread thread = new Thread(this::repeat, "mwb-tun-rehearsal");
    private volatile boolean ended;

    /** A rehearsal of cutting and joining. */
    Rehearsal() {
        this(CutAndJoin::new, () -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    /**
     * A rehearsal.
     *
     * @param work makes, in the thread, what is to be repeated
     * @param cpuNs time of a processor the calling thread has taken
     */
    Rehearsal(Supplier<Runnable> work, LongSupplier cpuNs) {
        this.work = work;
        this.cpuNs = cpuNs;
        thread.setDaemon(true);
    }

    /** Begins. */
    void start() {
        thread.start();
    }

    /** Ends it, if it has not ended by itself, and waits for that. */
    void end() {
        ended = true;
        try {
            thread.join(MOST_JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        try {
            watch(work.get());
        } catch (LinkageError e) {
            // No JNA on this system: who opens a device is told so.
            ended = true;
        }
    }

    private void watch(Runnable round) {
        long best = 0;
        int calm = 0;
        long startNs = cpuNs.getAsLong();
        for (long nowNs = startNs; calm < CALM_LOOKS && nowNs - startNs < MOST_NS && !ended; ) {
            long lookNs = nowNs;
            long rounds = 0;
            while (nowNs - lookNs < LOOK_NS && !ended) {
                round.run();
                rounds++;
                nowNs = cpuNs.getAsLong();
            }
            calm = rounds > BETTER * best ? 0 : calm + 1;
            best = Math.max(best, rounds);
        }
    }
}
