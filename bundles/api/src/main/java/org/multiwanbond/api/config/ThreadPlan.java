package org.multiwanbond.api.config;

/**
 * How many threads carry packets. Thread-safe: immutable.
 *
 * @param workers 1 to {@link #MOST_WORKERS}, each with a share of a server's sessions; 0 for automatic
 * @param each threads of a worker: 2, or 4 with sealing and delivering in threads of their own; 0 for automatic
 */
public record ThreadPlan(int workers, int each) {
    /** As many as fit the processors. */
    public static final ThreadPlan AUTO = new ThreadPlan(0, 0);

    public static final int MOST_WORKERS = 64;

    public ThreadPlan {
        boolean automatic = workers == 0 && each == 0;
        boolean counted = workers >= 1 && workers <= MOST_WORKERS && (each == 2 || each == 4);
        if (!automatic && !counted) {
            throw new IllegalArgumentException(workers + "x" + each);
        }
    }

    /**
     * Reads {@code auto}, or workers and threads of each such as {@code 2x4}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static ThreadPlan parse(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        if (!text.matches("[1-9][0-9]?x[24]")) {
            throw new IllegalArgumentException(text);
        }
        int cross = text.indexOf('x');
        return new ThreadPlan(Integer.parseInt(text.substring(0, cross)), Integer.parseInt(text.substring(cross + 1)));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return workers == 0 ? "auto" : workers + "x" + each;
    }
}
