package org.multiwanbond.bench.clients;

import java.util.Arrays;

/**
 * How much each of several clients got in a time. Thread-safe: immutable.
 *
 * @param octets of each
 * @param seconds the time
 */
record Shares(long[] octets, double seconds) {
    private static final double MEGABIT = 1e6;

    /** What came between two looks. */
    static Shares between(long[] before, long[] after, double seconds) {
        long[] octets = new long[before.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = after[i] - before[i];
        }
        return new Shares(octets, seconds);
    }

    /** R. Jain, D. Chiu, W. Hawe, DEC-TR-301 (1984): the squared sum over n times the sum of squares; 1 is equal. */
    double jain() {
        double sum = 0;
        double squares = 0;
        for (long one : octets) {
            sum += one;
            squares += (double) one * one;
        }
        return squares == 0 ? 0 : sum * sum / (octets.length * squares);
    }

    double mbitPerSecond() {
        return Arrays.stream(octets).sum() * Byte.SIZE / MEGABIT / seconds;
    }

    /** All but the first. */
    Shares butFirst() {
        return new Shares(Arrays.copyOfRange(octets, 1, octets.length), seconds);
    }

    /** What the one with the least got, in parts of the mean. */
    double leastOfMean() {
        double mean = Arrays.stream(octets).average().orElse(0);
        return mean == 0 ? 0 : Arrays.stream(octets).min().orElse(0) / mean;
    }
}
