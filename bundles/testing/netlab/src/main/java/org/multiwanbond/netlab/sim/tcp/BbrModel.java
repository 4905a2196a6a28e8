package org.multiwanbond.netlab.sim.tcp;

/** What BBR knows of the path: its bandwidth, its round-trip time and how acknowledgements clump. Confined to one thread. */
final class BbrModel {
    /** BBR: the bandwidth is the highest of ten round trips. */
    private static final int BANDWIDTH_ROUNDS = 10;

    /** BBR: the least round-trip time is measured anew every 10 s. */
    private static final long MIN_RTT_WINDOW_NS = 10_000_000_000L;

    /** BBR: clumps are those of the last ten round trips, and of at most 100 ms. */
    private static final int CLUMP_ROUNDS = 10;

    private static final double MOST_CLUMP_S = 0.1;

    private final HighestOfRounds bandwidth = new HighestOfRounds(BANDWIDTH_ROUNDS);
    private final HighestOfRounds clumps = new HighestOfRounds(CLUMP_ROUNDS);
    private long round;
    private long roundEndDelivered;
    private boolean roundStart;
    private long minRttNs = Long.MAX_VALUE;
    private long minRttAtNs;
    private boolean minRttExpired;
    private long limitedUntil = -1;
    private long clumpStartNs;
    private double clumpSegments;

    void acknowledged(AckSample sample) {
        roundStart = sample.priorDelivered >= roundEndDelivered;
        if (roundStart) {
            roundEndDelivered = sample.totalDelivered;
            round++;
        }
        measureBandwidth(sample);
        clump(sample);
        minRttExpired = sample.nowNs - minRttAtNs > MIN_RTT_WINDOW_NS;
        if (sample.rttNs != AckSample.NONE && (sample.rttNs <= minRttNs || minRttExpired)) {
            minRttNs = sample.rttNs;
            minRttAtNs = sample.nowNs;
        }
    }

    private void measureBandwidth(AckSample sample) {
        if (sample.intervalNs != AckSample.NONE) {
            double rate = (sample.totalDelivered - sample.priorDelivered) * 1e9 / sample.intervalNs;
            // What we held back ourselves says nothing about the path, unless it is more than is known.
            if (sample.priorDelivered > limitedUntil || rate >= bandwidth()) {
                bandwidth.add(round, rate);
            }
        }
    }

    /** What is sent now is held back by us. */
    void limited(AckSample sample) {
        limitedUntil = sample.totalDelivered + sample.inFlight;
    }

    private void clump(AckSample sample) {
        double expected = bandwidth() * (sample.nowNs - clumpStartNs) / 1e9;
        if (clumpSegments <= expected) {
            clumpSegments = 0;
            clumpStartNs = sample.nowNs;
            expected = 0;
        }
        clumpSegments += sample.delivered;
        clumps.add(round, Math.min(clumpSegments - expected, bandwidth() * MOST_CLUMP_S));
    }

    /** Begins a round trip anew at what is delivered by now. */
    void restartRound(AckSample sample) {
        roundEndDelivered = sample.totalDelivered;
    }

    void refreshMinRtt(long nowNs) {
        minRttAtNs = nowNs;
    }

    boolean isRoundStart() {
        return roundStart;
    }

    boolean isMinRttExpired() {
        return minRttExpired;
    }

    /** Segments a second; 0 before the first measurement. */
    double bandwidth() {
        return bandwidth.highest();
    }

    double clumpSegments() {
        return clumps.highest();
    }

    long minRttNs() {
        return minRttNs;
    }

    /** Segments in flight that fill the path this many times. */
    double inFlight(double gain) {
        return minRttNs == Long.MAX_VALUE ? CongestionControl.INITIAL_SEGMENTS : gain * bandwidth() * minRttNs / 1e9;
    }
}
