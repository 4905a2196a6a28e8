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

    private static final int MOST_TRAINS = 3;
    /** Jitter that hardly moves the ends of a train. */
    private static final long STEADY_NS = 1_500_000L;

    /** Shortest time a reading is made over: the clock of the acknowledgments and a turn of the receiving thread. */
    private static final long LEAST_SPAN_NS = 500_000L;

    private static final double BITS_PER_SECOND = 8e9;

    private final double[] readings = new double[MOST_TRAINS];
    private int trains;
    private boolean trusted;

    /** Begins anew, because the path may be another. */
    void reset() {
        trains = 0;
        trusted = false;
    }

    /**
     * Takes in the acknowledgments of the train whose packets left from this time on.
     *
     * @param leastBitsPerSecond what the path carries at least, since the whole train was back so soon; 0 if it was not
     */
    void read(AckTrail trail, long fromSentNs, long jitterNs, double leastBitsPerSecond) {
        long from = trail.since(fromSentNs);
        int entries = (int) (trail.end() - from);
        if (entries < 2 && leastBitsPerSecond == 0) {
            lost();
            return;
        }
        if (trains == MOST_TRAINS) {
            reset();
        }
        // Acknowledged at once, or almost: the first acknowledgment may cover all but a packet or two.
        insert(entries < 2 ? leastBitsPerSecond : Math.max(leastBitsPerSecond, dispersion(trail, from)));
        long spanNs = entries < 2 ? 0 : spanNs(trail, from);
        trusted = entries >= TRUSTED_ENTRIES && jitterNs < Math.min(STEADY_NS, spanNs / 4);
    }

    private static long spanNs(AckTrail trail, long from) {
        return Math.max(LEAST_SPAN_NS, trail.arrivedNs(trail.end() - 1) - trail.arrivedNs(from));
    }

    private static double dispersion(AckTrail trail, long from) {
        // What was sent between the two: a packet lost behind the bottleneck took its time there too.
        double octets = trail.sentOctets(trail.end() - 1) - trail.sentOctets(from);
        return octets * BITS_PER_SECOND / spanNs(trail, from);
    }

    private void lost() {
        if (trains < MOST_TRAINS) {
            insert(trains == 0 ? 0 : readings[0]);
        }
    }

    private void insert(double rate) {
        int at = trains++;
        while (at > 0 && readings[at - 1] > rate) {
            readings[at] = readings[at - 1];
            at--;
        }
        readings[at] = rate;
    }

    /** Whether another train would tell more. */
    boolean isOpen() {
        return trains < MOST_TRAINS && !trusted;
    }

    /** Bits per second, the middle one of several readings; 0 for nothing learnt. */
    double bitsPerSecond() {
        return trains == 0 ? 0 : readings[trains / 2];
    }
}
