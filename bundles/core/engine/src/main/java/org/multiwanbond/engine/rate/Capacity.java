package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/**
 * What one path can carry in one direction, learnt from acknowledgments alone, and the rate at which it is filled. Confined
 * to the send thread.
 *
 * <p>A train of packets gives a first reading. From then on the path is filled just below what it is believed to carry. A
 * queue that stands tells that this is too much: the path is filled less until the queue is gone, and believed to carry less
 * only if it delivered less than was sent meanwhile. While traffic waits, it is now and then filled more: if what arrives
 * keeps up with what is sent, it is believed to carry that. Loss alone changes nothing.
 */
@HotPath
public final class Capacity {
    private static final long MS = 1_000_000L;

    /** Before anything is known, and never below. */
    private static final double LEAST_BITS_PER_SECOND = 200_000;

    private static final double FIRST_BITS_PER_SECOND = 2_000_000;

    /** A train is a little too fast when its first packets met an empty link with a burst allowance. */
    private static final double TRAIN_TRUST = 0.95;

    /** Filled a little below capacity, so that the link's queue runs empty. */
    private static final double CRUISE = 0.99;

    private static final double DRAIN = 0.75;
    private static final double DEEP_DRAIN = 0.5;
    private static final long DEEP_NS = 40 * MS;
    private static final double FIRST_GAIN = 1.05;
    private static final double LAST_GAIN = 2;
    /** A delivery rate below this share of the sending rate is a bottleneck rather than noise. */
    private static final double KEEPS_UP = 0.985;

    private static final double FALLS_BEHIND = 0.96;
    private static final long PROBE_EVERY_NS = 1_000 * MS;
    private static final long HIGH_NS = 8 * MS;
    private static final long LOW_NS = 2 * MS;
    private static final long MOST_DRAIN_NS = 1_500 * MS;
    /** Octets in flight beyond those of one round trip: delayed acknowledgments and what a queue may hold. */
    private static final long SLACK_NS = 50 * MS;

    private static final long LEAST_WINDOW_OCTETS = 15_000;
    private static final long TRAIN_LIMIT_NS = 1_500 * MS;
    private static final long TRAIN_GAP_NS = 2_000 * MS;

    /** What the path is being filled for. */
    public enum Phase {
        UNKNOWN,
        TRAIN,
        CRUISE,
        DRAIN,
        PROBE
    }

    private final AckTrail trail = new AckTrail();
    private final QueueWatch watch = new QueueWatch();
    private final RateSample sample = new RateSample();
    private final TrainReading train = new TrainReading();
    private final LeastOfLate rtt = new LeastOfLate();
    private final OrdinaryLoss loss = new OrdinaryLoss();
    private final SessionClock clock;
    private final Pacer pacer;
    private Phase phase = Phase.UNKNOWN;
    private double capacity = FIRST_BITS_PER_SECOND;
    private double limit = Double.MAX_VALUE;
    private double gain = 1;
    private double trainedAt;
    private long phaseNs;
    private long trainEnds;
    private long probeNs;
    private long nextTrainNs;
    private long queueNs;
    private long srttNs;
    private long lastArrivedNs;
    private int lastArrivedUs;

    public Capacity(SessionClock clock, Pacer pacer) {
        this.clock = clock;
        this.pacer = pacer;
        apply();
    }

    /** The most the path may be filled with, as configured; 0 for no limit. */
    public void limit(long bitsPerSecond) {
        limit = bitsPerSecond > 0 ? bitsPerSecond : Double.MAX_VALUE;
        apply();
    }

    /** The path came up, perhaps another than before: half of what was believed holds until a train tells. */
    public void restart(long nowNs) {
        capacity = phase == Phase.UNKNOWN ? FIRST_BITS_PER_SECOND : Math.max(FIRST_BITS_PER_SECOND, capacity / 2);
        train.reset();
        trail.clear();
        rtt.reset();
        enter(Phase.UNKNOWN, nowNs);
        nextTrainNs = nowNs;
        pacer.reset(nowNs);
    }

    /** Whether a train should leave now. */
    public boolean wantsTrain(boolean trafficWaits, long nowNs) {
        boolean doubtful = phase == Phase.CRUISE && trafficWaits && capacity < 0.7 * trainedAt;
        return (phase == Phase.UNKNOWN || doubtful) && nowNs >= nextTrainNs;
    }

    /** A train left whose last packet has this number. */
    public void trainSent(long lastNumber, long nowNs) {
        trainEnds = lastNumber;
        nextTrainNs = nowNs + TRAIN_GAP_NS;
        enter(Phase.TRAIN, nowNs);
    }

    /**
     * Takes in an acknowledgment that raised the highest number.
     *
     * @param seen what it says
     * @param trafficWaits whether packets wait for a path
     */
    public void acknowledged(Seen seen, boolean trafficWaits, long nowNs) {
        srttNs = seen.srttNs();
        rtt.add(seen.rttNs(), nowNs);
        long delayNs = clock.delayNs(seen.sentNs(), seen.arrivedUs());
        watch.add(delayNs, nowNs);
        lastArrivedNs += (seen.arrivedUs() - lastArrivedUs) * 1_000L;
        lastArrivedUs = seen.arrivedUs();
        trail.add(seen.sentNs(), lastArrivedNs, seen.sentOctets(), seen.arrivedOctets(), delayNs);
        queueNs = Math.max(0, watch.beyondBaseNs(trail.leastDelayNs(trail.since(seen.sentNs() - recentNs()))));
        switch (phase) {
            case TRAIN -> inTrain(seen.number(), nowNs);
            case CRUISE -> inCruise(trafficWaits, nowNs);
            case DRAIN -> inDrain(nowNs);
            case PROBE -> inProbe(nowNs);
            default -> {}
        }
        apply();
    }

    /** Lets time pass: a train nobody acknowledged ends. */
    public void tick(long nowNs) {
        if (phase == Phase.TRAIN && nowNs - phaseNs > TRAIN_LIMIT_NS + 2 * srttNs) {
            train.read(trail, phaseNs);
            endTrain(nowNs);
            apply();
        }
    }

    private void inTrain(long number, long nowNs) {
        if (number >= trainEnds) {
            train.read(trail, phaseNs);
            endTrain(nowNs);
        }
    }

    private void endTrain(long nowNs) {
        double read = train.bitsPerSecond();
        if (read > 0) {
            trainedAt = read;
            capacity = Math.max(LEAST_BITS_PER_SECOND, TRAIN_TRUST * read);
        }
        boolean again = train.isOpen();
        nextTrainNs = again ? nowNs : nowNs + TRAIN_GAP_NS;
        enter(again ? Phase.UNKNOWN : Phase.CRUISE, nowNs);
        probeNs = nowNs + Math.max(100 * MS, srttNs);
    }

    private void inCruise(boolean trafficWaits, long nowNs) {
        if (queueNs > highNs()) {
            long from = trail.since(nowNs - 250 * MS);
            if (sample.measure(trail, from) && sample.spanNs() >= 60 * MS) {
                double arrived = loss.undone(sample.arrivedBitsPerSecond());
                capacity = Math.min(capacity, Math.max(arrived, 0.97 * capacity));
            }
            enter(Phase.DRAIN, nowNs);
        } else if (trafficWaits && nowNs >= probeNs) {
            gain = FIRST_GAIN;
            enter(Phase.PROBE, nowNs);
        } else if (queueNs < lowNs()) {
            loss.learn(trail, phaseNs, nowNs);
        }
    }

    private void inDrain(long nowNs) {
        if (queueNs < lowNs()) {
            cruise(nowNs);
            return;
        }
        long from = trail.since(phaseNs);
        if (!sample.measure(trail, from) || sample.spanNs() < Math.max(80 * MS, srttNs / 2)) {
            return;
        }
        double arrived = loss.undone(sample.arrivedBitsPerSecond());
        if (arrived < FALLS_BEHIND * sample.sentBitsPerSecond()) {
            capacity = Math.max(Math.max(LEAST_BITS_PER_SECOND, 0.3 * capacity), Math.min(capacity, arrived));
            enter(Phase.DRAIN, nowNs);
        } else if (!isFalling(from) || nowNs - phaseNs > MOST_DRAIN_NS) {
            // The delay is not ours: a longer way, another's queue, or jitter that queues make under load.
            watch.rebase(trail.leastDelayNs(from), nowNs);
            cruise(nowNs);
        }
    }

    /** Whether the delay falls by a fair part of what the lower rate should take off it. */
    private boolean isFalling(long from) {
        long middle = (from + trail.end()) / 2;
        long half = trail.sentNs(trail.end() - 1) - trail.sentNs(middle);
        long later = trail.leastDelayNs(middle);
        long earlier = trail.leastDelayBetweenNs(from, middle);
        return earlier - later > (1 - DRAIN) / 3 * half;
    }

    private void inProbe(long nowNs) {
        long from = trail.since(phaseNs);
        long neededNs = gain < 1.15 ? Math.max(200 * MS, srttNs) : Math.max(80 * MS, srttNs / 2);
        boolean full = queueNs > highNs() + 4 * MS;
        if (!sample.measure(trail, from) || sample.spanNs() < (full ? neededNs / 2 : neededNs)) {
            if (nowNs - phaseNs > 4 * (neededNs + srttNs)) {
                cruise(nowNs);
            }
            return;
        }
        double sent = sample.sentBitsPerSecond();
        double arrived = loss.undone(sample.arrivedBitsPerSecond());
        if (arrived >= KEEPS_UP * sent && !full) {
            boolean limited = sent >= 0.97 * pacer.bitsPerSecond();
            capacity = Math.max(capacity, Math.min(sent, gain * capacity));
            gain = Math.min(LAST_GAIN, 1 + 2 * (gain - 1));
            enter(limited && pacer.bitsPerSecond() < limit ? Phase.PROBE : Phase.CRUISE, nowNs);
            probeNs = nowNs + PROBE_EVERY_NS;
        } else {
            capacity = Math.max(0.9 * capacity, Math.min(gain * capacity, arrived));
            enter(Phase.DRAIN, nowNs);
        }
    }

    private void cruise(long nowNs) {
        enter(Phase.CRUISE, nowNs);
        probeNs = nowNs + PROBE_EVERY_NS;
    }

    private void enter(Phase next, long nowNs) {
        phase = next;
        phaseNs = nowNs;
    }

    private void apply() {
        double factor =
                switch (phase) {
                    case DRAIN -> queueNs > DEEP_NS ? DEEP_DRAIN : DRAIN;
                    case PROBE -> gain;
                    case CRUISE -> CRUISE - Math.min(0.09, Math.max(0, queueNs - lowNs()) / (100.0 * MS));
                    default -> CRUISE;
                };
        pacer.rate(Math.max(LEAST_BITS_PER_SECOND, Math.min(limit, factor * capacity)));
    }

    private long recentNs() {
        return Math.max(30 * MS, srttNs / 4);
    }

    private long highNs() {
        return HIGH_NS + 2 * watch.deviationNs();
    }

    private long lowNs() {
        return LOW_NS + 2 * watch.deviationNs();
    }

    /** Octets that may be in flight. */
    public long windowOctets() {
        long roundNs = (rtt.isKnown() ? rtt.value() : srttNs) + SLACK_NS + 2 * watch.deviationNs();
        return Math.max(LEAST_WINDOW_OCTETS, (long) (Math.min(limit, capacity) / 8e9 * roundNs));
    }

    /** Bits per second on the wire, IP and UDP headers included: what the path is believed to carry, or may. */
    public long bitsPerSecond() {
        return (long) Math.min(limit, capacity);
    }

    /** Whether more than a guess is known. */
    public boolean isKnown() {
        return trainedAt > 0;
    }

    public Phase phase() {
        return phase;
    }

    /** Time packets wait in the link's queue. */
    public long queueNs() {
        return queueNs;
    }

    /** Delay without a queue, up to a constant that all paths of the session share. */
    public long delayNs() {
        return watch.baseNs();
    }

    public boolean isDelayKnown() {
        return watch.isKnown();
    }

    /** Mean deviation of the one-way delay. */
    public long jitterNs() {
        return watch.deviationNs();
    }
}
