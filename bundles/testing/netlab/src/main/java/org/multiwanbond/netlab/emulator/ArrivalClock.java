package org.multiwanbond.netlab.emulator;

import java.time.Instant;

/** Turns the calendar times of the kernel's frame stamps into the monotonic time of the models. Confined to one thread. */
final class ArrivalClock {
    /** Between two rounds the calendar moves by far less unless somebody sets it (adjtimex: at most 500 us a second). */
    private static final long STEP_NS = 200_000;

    /** A pair of readings further apart than this was interrupted. */
    private static final long PAIR_NS = 20_000;

    private static final int TRIES = 4;

    private long nowNs;
    private long previousNs;
    private long aheadNs;
    private boolean isTrusted;
    private long steps;

    ArrivalClock() {
        refresh();
        steps = 0;
    }

    /** Reads both clocks; to be called once per round. Answers the monotonic time. */
    long refresh() {
        previousNs = nowNs;
        long readNs = 0;
        long beforeNs = System.nanoTime();
        for (int i = 0; i < TRIES; i++) {
            Instant calendar = Instant.now();
            nowNs = System.nanoTime();
            readNs = calendar.getEpochSecond() * 1_000_000_000L + calendar.getNano() - nowNs;
            if (nowNs - beforeNs < PAIR_NS) {
                break;
            }
            beforeNs = nowNs;
        }
        isTrusted = Math.abs(readNs - aheadNs) < STEP_NS;
        steps += isTrusted ? 0 : 1;
        aheadNs = readNs;
        return nowNs;
    }

    /** The monotonic time of a stamp: never after now, nor before the round in which it was not yet there. */
    long arrivalNs(long calendarNs) {
        long ns = calendarNs - aheadNs;
        return !isTrusted || ns > nowNs || ns < previousNs - STEP_NS ? nowNs : ns;
    }

    /** How often the calendar was set, or both readings could not be had at once. */
    long steps() {
        return steps;
    }
}
