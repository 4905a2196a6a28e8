package org.multiwanbond.bench.speed;

import java.io.IOException;

/** Looks for the highest rate that a tunnel carries without loss. Stateless. */
final class RateSearch {
    private static final double FIRST_MBPS = 100;
    private static final double STEP = 1.6;

    /** Between the best rate and the least bad one when it ends. */
    private static final double PRECISION = 1.06;

    /** Share of a rate with which it counts as sent. */
    private static final double REACHED = 0.93;

    /** A rate that fails is tried again: a machine that is held up for a moment says nothing of a tunnel. */
    private static final int ATTEMPTS = 2;

    private static final int MOST_TRIALS = 24;

    private RateSearch() {}

    /** The highest rate that went well in Mbit/s, beginning at a rate that is known to be near, or 0. */
    static double highestMbps(Trial trial, double nearMbps) throws IOException {
        double goodMbps = 0;
        double badMbps = Double.POSITIVE_INFINITY;
        double nextMbps = nearMbps > 0 ? nearMbps : FIRST_MBPS;
        for (int i = 0; i < MOST_TRIALS && badMbps / Math.max(goodMbps, 1) > PRECISION; i++) {
            double sentMbps = sent(trial, nextMbps);
            if (sentMbps > 0) {
                goodMbps = Math.max(goodMbps, sentMbps);
                // Who cannot send faster ends here.
                badMbps = sentMbps < REACHED * nextMbps ? goodMbps : badMbps;
            } else {
                badMbps = nextMbps;
            }
            nextMbps = next(goodMbps, badMbps);
        }
        return goodMbps;
    }

    private static double next(double goodMbps, double badMbps) {
        if (goodMbps == 0) {
            return badMbps / STEP;
        }
        return Double.isInfinite(badMbps) ? goodMbps * STEP : Math.sqrt(goodMbps * badMbps);
    }

    private static double sent(Trial trial, double mbps) throws IOException {
        double sentMbps = 0;
        for (int i = 0; i < ATTEMPTS && sentMbps < REACHED * mbps; i++) {
            sentMbps = Math.max(sentMbps, trial.sentMbps(mbps));
        }
        return sentMbps;
    }

    /** Tries a rate. */
    interface Trial {
        /** The rate at which it was really sent in Mbit/s if too little was lost to count, else 0. */
        double sentMbps(double mbps) throws IOException;
    }
}
