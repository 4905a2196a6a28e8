package org.multiwanbond.netlab.sim.tcp;

/** CUBIC (RFC 9438) with Linux's slow start. Confined to one thread. */
final class Cubic implements CongestionControl {
    /** RFC 9438 §5: C, in segments per cubic second. */
    private static final double C = 0.4;

    /** RFC 9438 §4.6. */
    private static final double BETA = 0.7;

    /** RFC 9438 §4.3. */
    private static final double RENO_GROWTH = 3 * (1 - BETA) / (1 + BETA);

    /** Linux tcp_cubic.c: "increase cwnd 5% per RTT" before the first loss. */
    private static final double FIRST_GROWTH = 1.0 / 20;

    private final HyStart hyStart = new HyStart();
    private final RateReduction reduction = new RateReduction();
    private int window = INITIAL_SEGMENTS;
    private int threshold = Integer.MAX_VALUE;
    private int priorWindow;
    private int priorThreshold = Integer.MAX_VALUE;
    private boolean reducing;
    private double highest;
    private double origin;
    private double k;
    private double reno;
    private double fraction;
    private long epochNs;
    private boolean epoch;

    @Override
    public int windowSegments() {
        return window;
    }

    @Override
    public double pacing() {
        return 0;
    }

    @Override
    public int burstSegments() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void acknowledged(AckSample sample) {
        if (reducing) {
            window = sample.delivered > 0 || sample.lost > 0 ? reduction.acknowledged(sample) : window;
            return;
        }
        if (window < threshold && hyStart.isFull(sample, window)) {
            threshold = window;
        }
        if (sample.windowLimited && sample.advanced) {
            grow(sample);
        }
    }

    private void grow(AckSample sample) {
        int segments = sample.delivered;
        if (window < threshold) {
            int added = Math.min(segments, threshold - window);
            window += added;
            segments -= added;
        }
        if (segments > 0) {
            avoidCongestion(segments, sample);
        }
    }

    private void avoidCongestion(int segments, AckSample sample) {
        if (!epoch) {
            epoch = true;
            epochNs = sample.nowNs;
            reno = window;
            fraction = 0;
            origin = Math.max(window, highest);
            k = Math.cbrt((origin - window) / C);
        }
        // RFC 9438 §4.2: where the curve is one round trip ahead.
        double seconds = (sample.nowNs - epochNs + sample.minRttNs) / 1e9 - k;
        double target = Math.min(1.5 * window, origin + C * seconds * seconds * seconds);
        double perSegment = target > window ? (target - window) / window : 0.01 / window;
        // RFC 9438 §4.3: never slower than Reno.
        reno += RENO_GROWTH * segments / window;
        if (reno > window) {
            perSegment = Math.max(perSegment, (reno - window) / window);
        }
        // Linux: while no loss has told the bandwidth, at least 5 % a round trip.
        perSegment = highest == 0 ? Math.max(perSegment, FIRST_GROWTH) : perSegment;
        fraction += segments * Math.min(0.5, perSegment);
        int whole = (int) fraction;
        window += whole;
        fraction -= whole;
    }

    @Override
    public void sent(int segments) {
        reduction.sent(segments);
    }

    @Override
    public void reduce(AckSample sample) {
        priorWindow = window;
        priorThreshold = threshold;
        // RFC 9438 §4.7, fast convergence.
        highest = window < highest ? window * (1 + BETA) / 2 : window;
        epoch = false;
        threshold = Math.max(2, (int) (window * BETA));
        reducing = true;
        reduction.begin(threshold, window);
    }

    @Override
    public void timedOut(AckSample sample) {
        reducing = false;
        epoch = false;
        window = sample.inFlight + 1;
    }

    @Override
    public void recovered() {
        if (reducing) {
            window = threshold;
            reducing = false;
        }
    }

    @Override
    public void undo() {
        reducing = false;
        window = Math.max(window, priorWindow);
        threshold = Math.max(threshold, priorThreshold);
    }
}
