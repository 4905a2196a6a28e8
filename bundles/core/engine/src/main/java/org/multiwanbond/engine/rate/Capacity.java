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
    private static final double CRUISE = 0.995;

    private static final double DRAIN = 0.8;
    private static final double DEEP_DRAIN = 0.5;
    private static final long DEEP_NS = 40 * MS;
    private static final double FIRST_GAIN = 1.05;
    private static final double LAST_GAIN = 2;
    /** Until a bottleneck was met, a train's reading may be far too low: it is left behind quickly. */
    private static final double EXPLORING_GAIN = 1.25;

    /** Seconds a second by which the delay grows or falls without a reason. */
    private static final double GROWTH_NOISE = 0.015;

    /** In a drain the delay of a path whose queue is ours falls by a fifth of the time. */
    private static final double FALLS = -0.08;

    /** A queue that grows in cruise shows a small error; a large one shows in the drain that follows. */
    private static final double SMALL_CUT = 0.97;

    /** Sending less than this share of what is believed says nothing of it. */
    private static final double TRIED = 0.95;

    private static final long CRUISE_WINDOW_NS = 250 * MS;
    private static final long PROBE_EVERY_NS = 1_000 * MS;
    private static final long EXPLORE_EVERY_NS = 200 * MS;
    private static final long HIGH_NS = 8 * MS;
    private static final long LOW_NS = 2 * MS;
    private static final long MOST_DRAIN_NS = 1_500 * MS;
    /** Octets in flight beyond those of one round trip: delayed acknowledgments and what a queue may hold. */
    private static final long SLACK_NS = 50 * MS;

    /** The most of that: a receiver that is too slow keeps it in its socket, where nobody tells flows apart. */
    private static final double MOST_SLACK_OCTETS = 4 << 20;

    private static final long LEAST_WINDOW_OCTETS = 15_000;
    private static final long TRAIN_LIMIT_NS = 1_500 * MS;
    private static final long TRAIN_GAP_NS = 2_000 * MS;

    /** A peer takes a train from a new address only when it, too, has seen its challenge answered. */
    private static final long SETTLE_NS = 50 * MS;

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
    private final TrainLength trainLength = new TrainLength();
    private final LeastOfLate rtt = new LeastOfLate();
    private final OrdinaryLoss loss = new OrdinaryLoss();
    private final SessionClock clock;
    private final Pacer pacer;
    private Phase phase = Phase.UNKNOWN;
    private double capacity = FIRST_BITS_PER_SECOND;
    private double limit = Double.MAX_VALUE;
    private double gain = 1;
    private double trainedAt;
    private boolean explored;
    private long phaseNs;
    private long trainEnds;
    private long trainArrivedFrom;
    private long trainRttNs;
    private long probeNs;
    private long nextTrainNs;
    private long queueNs;
    private long srttNs;
    private long arrivedOctets;
    private long lastArrivedNs;
    private int lastArrivedUs;

    public Capacity(SessionClock clock, Pacer pacer) {
        this.clock = clock;
        this.pacer = pacer;
        apply();
    }

    /** How long these octets take at the configured limit; 0 if there is none. */
    public long limitNs(int octets) {
        return (long) (octets * 8e9 / limit);
    }

    /** The most the path may be filled with, as configured; 0 for no limit. */
    public void limit(long bitsPerSecond) {
        limit = bitsPerSecond > 0 ? bitsPerSecond : Double.MAX_VALUE;
        apply();
    }

    /** The path came up, perhaps another than before: half of what was believed holds until a train tells. */
    public void restart(long nowNs) {
        capacity = phase == Phase.UNKNOWN ? FIRST_BITS_PER_SECOND : Math.max(FIRST_BITS_PER_SECOND, capacity / 2);
        explored = false;
        train.reset();
        trainLength.reset();
        trail.clear();
        rtt.reset();
        enter(Phase.UNKNOWN, nowNs);
        nextTrainNs = nowNs + SETTLE_NS;
        pacer.reset(nowNs);
    }

    /** Whether a train should leave now. */
    public boolean wantsTrain(boolean trafficWaits, long nowNs) {
        boolean doubtful = phase == Phase.CRUISE && trafficWaits && (!isKnown() || capacity < 0.7 * trainedAt);
        return (phase == Phase.UNKNOWN || doubtful) && nowNs >= nextTrainNs;
    }

    /** How many packets of full size the next train has. */
    public int trainPackets() {
        return phase == Phase.CRUISE ? TrainLength.FIRST_PACKETS : trainLength.packets();
    }

    /**
     * A train left.
     *
     * @param lastNumber number of its last packet
     * @param leastRttNs least round trip known so far, 0 for none
     */
    public void trainSent(long lastNumber, long leastRttNs, long nowNs) {
        if (phase == Phase.CRUISE) {
            // What is in doubt is the old reading: it has no say in the new one.
            train.reset();
            trainLength.reset();
        }
        trainEnds = lastNumber;
        trainArrivedFrom = arrivedOctets;
        trainRttNs = leastRttNs;
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
        arrivedOctets = seen.arrivedOctets();
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

    /** Gives back what a quiet path does not need. */
    public void rest() {
        trail.rest();
    }

    /** Lets time pass: a train nobody acknowledged ends. */
    public void tick(long nowNs) {
        if (phase == Phase.TRAIN && nowNs - phaseNs > TRAIN_LIMIT_NS + 2 * srttNs) {
            train.read(trail, phaseNs, watch.deviationNs(), 0);
            endTrain(train.isOpen(), nowNs);
            apply();
        }
    }

    private void inTrain(long number, long nowNs) {
        if (number < trainEnds) {
            return;
        }
        long tookNs = Math.max(1, nowNs - phaseNs);
        // All that arrived of it did so within this time, round trip included.
        double least = (arrivedOctets - trainArrivedFrom) * 8e9 / tookNs;
        train.read(trail, phaseNs, watch.deviationNs(), least);
        boolean grows = train.bitsPerSecond() < limit && trainLength.grows(tookNs, trainRttNs);
        endTrain(grows || train.isOpen(), nowNs);
        if (grows) {
            // The longer one tells more.
            train.reset();
        }
    }

    private void endTrain(boolean again, long nowNs) {
        double read = train.bitsPerSecond();
        if (read > 0) {
            trainedAt = read;
            capacity = Math.max(LEAST_BITS_PER_SECOND, TRAIN_TRUST * read);
        }
        nextTrainNs = again ? nowNs : nowNs + TRAIN_GAP_NS;
        enter(again ? Phase.UNKNOWN : Phase.CRUISE, nowNs);
        probeNs = nowNs + Math.max(100 * MS, srttNs);
    }

    private void inCruise(boolean trafficWaits, long nowNs) {
        if (queueNs > highNs()) {
            long from = trail.since(nowNs - CRUISE_WINDOW_NS);
            boolean grows =
                    sample.measure(trail, from) && sample.spanNs() >= CRUISE_WINDOW_NS / 4 && sample.growth() > noise();
            if (grows) {
                double carried = sample.carriedBitsPerSecond(loss);
                capacity = Math.min(capacity, Math.max(carried, SMALL_CUT * capacity));
                explored = true;
            }
            enter(Phase.DRAIN, nowNs);
        } else if (trafficWaits && nowNs >= probeNs) {
            gain = explored ? FIRST_GAIN : EXPLORING_GAIN;
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
        if (!sample.measure(trail, from)
                || sample.spanNs() < Math.max(Math.max(80 * MS, srttNs / 2), 30 * watch.deviationNs())) {
            return;
        }
        double carried = sample.carriedBitsPerSecond(loss);
        boolean behind = sample.growth() > noise() || sample.overflows(loss);
        if (behind) {
            // Even this is too much.
            capacity = Math.max(Math.max(LEAST_BITS_PER_SECOND, 0.3 * capacity), Math.min(capacity, carried));
            enter(Phase.DRAIN, nowNs);
        } else if (sample.growth() > FALLS || nowNs - phaseNs > MOST_DRAIN_NS) {
            // The delay is not ours: a longer way, another's queue, or jitter that queues make under load.
            watch.rebase(trail.leastDelayNs(from), nowNs);
            cruise(nowNs);
        } else if (carried < 0.9 * capacity) {
            capacity = carried;
        }
    }

    private void inProbe(long nowNs) {
        long from = trail.since(phaseNs);
        long neededNs = probeSpanNs();
        boolean full = queueNs > highNs() + 8 * MS;
        if (!sample.measure(trail, from) || sample.spanNs() < (full ? neededNs / 2 : neededNs)) {
            if (nowNs - phaseNs > 4 * (neededNs + srttNs)) {
                cruise(nowNs);
            }
            return;
        }
        double sent = sample.sentBitsPerSecond();
        double excess = 1 - capacity / Math.max(capacity, sent);
        boolean tried = sent > TRIED * capacity;
        boolean behind = tried && sample.growth() > Math.max(noise(), excess / 3);
        if (behind || sample.overflows(loss)) {
            explored = true;
            double carried = sample.carriedBitsPerSecond(loss);
            // Cruise saw no queue at this capacity: one probe says little against it, and the drain says the rest.
            capacity = Math.max(SMALL_CUT * capacity, Math.min(gain * capacity, carried));
            enter(Phase.DRAIN, nowNs);
            return;
        }
        boolean limited = sent >= 0.95 * pacer.bitsPerSecond();
        capacity = Math.max(capacity, Math.min(sent, gain * capacity));
        gain = Math.min(LAST_GAIN, 1 + 2 * (gain - 1));
        enter(limited && capacity < limit ? Phase.PROBE : Phase.CRUISE, nowNs);
        probeNs = nowNs + (explored ? PROBE_EVERY_NS : EXPLORE_EVERY_NS);
    }

    private long probeSpanNs() {
        boolean small = gain < EXPLORING_GAIN;
        long pathNs = small ? Math.max(200 * MS, srttNs) : Math.max(60 * MS, srttNs / 2);
        return Math.max(pathNs, (small ? 100 : 30) * watch.deviationNs());
    }

    /** Growth that jitter alone makes between the two ends of the sample. */
    private double noise() {
        return Math.max(GROWTH_NOISE, 3.0 * watch.deviationNs() / sample.spanNs());
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
        double octetsPerNs = Math.min(limit, capacity) / 8e9;
        double slack = Math.min(MOST_SLACK_OCTETS, octetsPerNs * (SLACK_NS + 2 * watch.deviationNs()));
        long roundNs = rtt.isKnown() ? rtt.value() : srttNs;
        return Math.max(LEAST_WINDOW_OCTETS, (long) (octetsPerNs * roundNs + slack));
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

    /** Mean difference of one-way delays from packet to packet. */
    public long jitterNs() {
        return watch.deviationNs();
    }
}
