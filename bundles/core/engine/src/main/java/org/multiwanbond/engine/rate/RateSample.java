package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * Rates over a stretch of acknowledgments, by least squares over all of them rather than from its ends, so that the jitter
 * of single packets weighs little. Confined to the send thread.
 *
 * <p>Both rates are read where they were made: what was sent by our clock, what arrived by the peer's clock and counter, so
 * neither the way back nor a lost acknowledgment matters.
 */
@HotPath
final class RateSample {
    private static final double BITS_PER_SECOND = 8e9;

    private double sentBitsPerSecond;
    private double arrivedBitsPerSecond;
    private long spanNs;
    private int entries;

    /** Measures from this entry to the newest; answers whether there was enough to measure at all. */
    boolean measure(AckTrail trail, long from) {
        entries = (int) (trail.end() - from);
        if (entries < 3) {
            return false;
        }
        spanNs = trail.sentNs(trail.end() - 1) - trail.sentNs(from);
        sentBitsPerSecond = slope(trail, from, true);
        arrivedBitsPerSecond = slope(trail, from, false);
        return sentBitsPerSecond > 0 && arrivedBitsPerSecond > 0;
    }

    private double slope(AckTrail trail, long from, boolean sent) {
        long firstNs = sent ? trail.sentNs(from) : trail.arrivedNs(from);
        long firstOctets = sent ? trail.sentOctets(from) : trail.arrivedOctets(from);
        double sumT = 0;
        double sumO = 0;
        double sumTt = 0;
        double sumTo = 0;
        for (long entry = from; entry < trail.end(); entry++) {
            double t = (sent ? trail.sentNs(entry) : trail.arrivedNs(entry)) - firstNs;
            double octets = (sent ? trail.sentOctets(entry) : trail.arrivedOctets(entry)) - firstOctets;
            sumT += t;
            sumO += octets;
            sumTt += t * t;
            sumTo += t * octets;
        }
        double spread = entries * sumTt - sumT * sumT;
        return spread <= 0 ? 0 : (entries * sumTo - sumT * sumO) / spread * BITS_PER_SECOND;
    }

    double sentBitsPerSecond() {
        return sentBitsPerSecond;
    }

    double arrivedBitsPerSecond() {
        return arrivedBitsPerSecond;
    }

    /** Time between the first and the last packet, by our clock. */
    long spanNs() {
        return spanNs;
    }

    int entries() {
        return entries;
    }
}
