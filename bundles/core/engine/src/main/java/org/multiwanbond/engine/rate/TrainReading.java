package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * Reads a link's rate from packets sent back to back: they leave the bottleneck at its rate, so the time between their
 * arrivals tells it within one round trip (packet train dispersion; Dovrolis, Ramanathan, Moore 2004). Confined to the send
 * thread.
 */
@HotPath
final class TrainReading {
    /** Acknowledgments that make a reading trustworthy: fewer come when the receiver was held up and read all at once. */
    private static final int TRUSTED_ENTRIES = 4;

    /** Two trains that are read at once are a fast link rather than a held up receiver. */
    private static final int MOST_TRAINS = 3;

    /** Shortest time a reading is made over: the clock of the acknowledgments and a turn of the receiving thread. */
    private static final long LEAST_SPAN_NS = 500_000L;

    private static final double BITS_PER_SECOND = 8e9;

    private int trains;
    private double least;

    /** Begins anew, because the path may be another. */
    void reset() {
        trains = 0;
        least = 0;
    }

    /** Takes in the acknowledgments of the train whose packets left from this time on. */
    void read(AckTrail trail, long fromSentNs) {
        trains++;
        long from = trail.since(fromSentNs);
        int entries = (int) (trail.end() - from);
        if (entries < 2) {
            return;
        }
        long last = trail.end() - 1;
        long spanNs = Math.max(LEAST_SPAN_NS, trail.arrivedNs(last) - trail.arrivedNs(from));
        double rate = (trail.arrivedOctets(last) - trail.arrivedOctets(from)) * BITS_PER_SECOND / spanNs;
        least = least == 0 || rate < least ? rate : least;
        if (entries >= TRUSTED_ENTRIES) {
            trains = MOST_TRAINS;
        }
    }

    /** Whether another train would tell more. */
    boolean isOpen() {
        return trains < MOST_TRAINS;
    }

    /** Bits per second, 0 for nothing learnt. */
    double bitsPerSecond() {
        return least;
    }
}
