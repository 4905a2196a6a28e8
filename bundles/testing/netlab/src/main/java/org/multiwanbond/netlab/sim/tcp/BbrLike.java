package org.multiwanbond.netlab.sim.tcp;

import java.util.SplittableRandom;

/** BBR version 1 as Linux has it (draft-cardwell-iccrg-bbr-congestion-control-00), without its policer detection. Confined to one thread. */
final class BbrLike implements CongestionControl {
    /** 2 / ln 2: the least gain that doubles the rate each round trip. */
    private static final double HIGH_GAIN = 2.885;

    private static final double WINDOW_GAIN = 2;

    /** Linux bbr_pacing_margin_percent. */
    private static final double PACING_MARGIN = 0.99;

    private static final double[] CYCLE = {1.25, 0.75, 1, 1, 1, 1, 1, 1};
    private static final int LEAST_SEGMENTS = 4;
    private static final long PROBE_RTT_NS = 200_000_000;

    /** The link is full when three round trips brought less than a quarter more. */
    private static final double FULL_GROWTH = 1.25;

    private static final int FULL_ROUNDS = 3;

    /** Linux sends at least two segments and about a millisecond at once, at most 64 KB. */
    private static final int MOST_BURST = 44;

    private final BbrModel model = new BbrModel();
    private final SplittableRandom random;
    private Mode mode = Mode.STARTUP;
    private int window = INITIAL_SEGMENTS;
    private int priorWindow;
    private double pacing;
    private boolean conserving;
    private boolean recovering;
    private double fullBandwidth;
    private int fullRounds;
    private int phase;
    private long phaseStartNs;
    private long probeRttEndNs;
    private boolean probeRttRound;

    BbrLike(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public int windowSegments() {
        return mode == Mode.PROBE_RTT ? Math.min(window, LEAST_SEGMENTS) : window;
    }

    @Override
    public double pacing() {
        return pacing;
    }

    @Override
    public int burstSegments() {
        return (int) Math.max(2, Math.min(MOST_BURST, pacing / 1_000));
    }

    @Override
    public void acknowledged(AckSample sample) {
        model.acknowledged(sample);
        conserving &= !model.isRoundStart();
        turnCycle(sample);
        checkFull();
        checkDrained(sample);
        checkMinRtt(sample);
        double rate = pacingGain() * model.bandwidth() * PACING_MARGIN;
        pacing = isFull() ? rate : Math.max(pacing, rate);
        changeWindow(sample);
    }

    private boolean isFull() {
        return fullRounds >= FULL_ROUNDS;
    }

    private double pacingGain() {
        return switch (mode) {
            case STARTUP -> HIGH_GAIN;
            case DRAIN -> 1 / HIGH_GAIN;
            case PROBE_BW -> CYCLE[phase];
            case PROBE_RTT -> 1;
        };
    }

    private void turnCycle(AckSample sample) {
        if (mode != Mode.PROBE_BW) {
            return;
        }
        boolean isLong = sample.nowNs - phaseStartNs > model.minRttNs();
        double gain = CYCLE[phase];
        boolean over = isLong;
        if (gain > 1) {
            over = isLong && (sample.lost > 0 || sample.priorInFlight >= model.inFlight(gain));
        } else if (gain < 1) {
            over = isLong || sample.priorInFlight <= model.inFlight(1);
        }
        if (over) {
            phase = (phase + 1) % CYCLE.length;
            phaseStartNs = sample.nowNs;
        }
    }

    private void checkFull() {
        if (isFull() || !model.isRoundStart()) {
            return;
        }
        if (model.bandwidth() >= fullBandwidth * FULL_GROWTH) {
            fullBandwidth = model.bandwidth();
            fullRounds = 0;
        } else {
            fullRounds++;
        }
    }

    private void checkDrained(AckSample sample) {
        if (mode == Mode.STARTUP && isFull()) {
            mode = Mode.DRAIN;
        }
        if (mode == Mode.DRAIN && sample.inFlight <= model.inFlight(1)) {
            startCycle(sample);
        }
    }

    private void startCycle(AckSample sample) {
        mode = Mode.PROBE_BW;
        // Any phase but the one that drains, so that flows do not probe together.
        phase = random.nextInt(CYCLE.length - 1);
        phase = phase == 0 ? 0 : phase + 1;
        phaseStartNs = sample.nowNs;
    }

    private void checkMinRtt(AckSample sample) {
        if (model.isMinRttExpired() && mode != Mode.PROBE_RTT) {
            priorWindow = recovering ? Math.max(priorWindow, window) : window;
            mode = Mode.PROBE_RTT;
            probeRttEndNs = 0;
        }
        if (mode == Mode.PROBE_RTT) {
            probeMinRtt(sample);
        }
    }

    private void probeMinRtt(AckSample sample) {
        model.limited(sample);
        if (probeRttEndNs == 0) {
            if (sample.inFlight <= LEAST_SEGMENTS) {
                probeRttEndNs = sample.nowNs + PROBE_RTT_NS;
                probeRttRound = false;
                model.restartRound(sample);
            }
            return;
        }
        probeRttRound |= model.isRoundStart();
        if (probeRttRound && sample.nowNs > probeRttEndNs) {
            model.refreshMinRtt(sample.nowNs);
            window = Math.max(window, priorWindow);
            mode = Mode.STARTUP;
            if (isFull()) {
                startCycle(sample);
            }
        }
    }

    private void changeWindow(AckSample sample) {
        if (sample.delivered == 0) {
            return;
        }
        window = Math.max(1, window - sample.lost);
        if (conserving) {
            window = Math.max(window, sample.inFlight + sample.delivered);
            return;
        }
        double gain = mode == Mode.STARTUP || mode == Mode.DRAIN ? HIGH_GAIN : mode == Mode.PROBE_RTT ? 1 : WINDOW_GAIN;
        double clump = isFull() ? model.clumpSegments() : 0;
        int target = (int) Math.ceil(model.inFlight(gain) + clump + 3 * burstSegments());
        if (isFull()) {
            window = Math.min(window + sample.delivered, target);
        } else if (window < target || sample.totalDelivered < INITIAL_SEGMENTS) {
            window += sample.delivered;
        }
        window = Math.max(window, LEAST_SEGMENTS);
    }

    @Override
    public void sent(int segments) {}

    @Override
    public void reduce(AckSample sample) {
        // A congestion mark without a loss means nothing to BBR version 1.
        if (sample.lost > 0) {
            priorWindow = mode == Mode.PROBE_RTT ? Math.max(priorWindow, window) : window;
            recovering = true;
            conserving = true;
            model.restartRound(sample);
            window = sample.inFlight + Math.max(1, sample.delivered);
        }
    }

    @Override
    public void timedOut(AckSample sample) {
        priorWindow = recovering ? Math.max(priorWindow, window) : window;
        recovering = true;
        conserving = false;
        fullBandwidth = 0;
        window = sample.inFlight + 1;
    }

    @Override
    public void recovered() {
        if (recovering) {
            window = Math.max(window, priorWindow);
            recovering = false;
            conserving = false;
        }
    }

    @Override
    public void undo() {
        recovered();
    }

    private enum Mode {
        STARTUP,
        DRAIN,
        PROBE_BW,
        PROBE_RTT
    }
}
