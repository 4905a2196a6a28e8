package org.multiwanbond.engine;

import org.multiwanbond.api.config.ThreadPlan;

/** How many threads there are to be, where nobody said so. Thread-safe: stateless. */
final class Staffing {
    /** With fewer processors than threads of a worker, handing over costs more than it gains. */
    private static final int PROCESSORS_EACH = 4;

    private Staffing() {}

    /**
     * The plan in numbers.
     *
     * @param wanted as configured
     * @param server whether there may be several workers: sessions are shared out among them, and others have but one
     * @param processors cores the process may use
     */
    static ThreadPlan of(ThreadPlan wanted, boolean server, int processors) {
        if (wanted.workers() != 0) {
            return server ? wanted : new ThreadPlan(1, wanted.each());
        }
        if (processors < PROCESSORS_EACH) {
            return new ThreadPlan(1, Stages.TWO);
        }
        int workers = server ? Math.min(processors / PROCESSORS_EACH, ThreadPlan.MOST_WORKERS) : 1;
        return new ThreadPlan(workers, Stages.FOUR);
    }
}
