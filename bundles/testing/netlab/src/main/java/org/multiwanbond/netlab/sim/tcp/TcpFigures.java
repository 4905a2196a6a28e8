package org.multiwanbond.netlab.sim.tcp;

import java.util.List;

/**
 * What a stream achieved so far. Thread-safe: immutable.
 *
 * @param goodputMbps megabits of payload per second that the receiver had in order, for each second that has ended
 * @param counts how often the sender had to do what costs it rate
 * @param smoothedRttMs the sender's smoothed round-trip time; 0 before the first measurement
 * @param minRttMs the least round-trip time it measured; 0 before the first
 * @param longestGapMs the longest time in which the receiver had nothing new in order, once it had anything
 */
public record TcpFigures(
        List<Double> goodputMbps, Counts counts, double smoothedRttMs, double minRttMs, double longestGapMs) {
    public TcpFigures {
        goodputMbps = List.copyOf(goodputMbps);
    }

    /** Mean goodput from the end of this second on; 0 = of all. NaN if there is no later one. */
    public double meanMbps(int afterSeconds) {
        return meanMbps(afterSeconds, goodputMbps.size());
    }

    /** Mean goodput of some seconds. */
    public double meanMbps(int fromSecond, int toSecond) {
        return goodputMbps
                .subList(Math.min(fromSecond, goodputMbps.size()), Math.min(toSecond, goodputMbps.size()))
                .stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Events at the sender.
     *
     * @param segments segments sent, again or not
     * @param retransmissions segments sent again
     * @param timeouts retransmission time-outs
     * @param reductions how often the window was reduced
     * @param undone reductions taken back, because what seemed lost had been overtaken
     */
    public record Counts(long segments, long retransmissions, long timeouts, long reductions, long undone) {}
}
