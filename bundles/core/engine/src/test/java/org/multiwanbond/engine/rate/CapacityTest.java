package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final long MS = 1_000_000L;
    private static final long START_NS = 10_000 * MS;
    private static final int TRAINS_OF_A_NEW_PATH = 3;
    private static final int TRAIN_STEPS = 10;

    private final Capacity capacity = new Capacity(new SessionClock(), new Pacer(new Grain()));

    /** Sends a train of which nothing is ever acknowledged, and lets it end; answers when it has. */
    private long trainIsLost(long number, long nowNs) {
        capacity.trainSent(number, 0, nowNs);
        long endNs = nowNs + 1_501 * MS;
        capacity.tick(endNs);
        return endNs;
    }

    @Test
    void sendsATrainWhenThePeerHasHadTimeToValidateThePathToo() {
        capacity.restart(START_NS);
        assertThat(capacity.wantsTrain(false, START_NS + 49 * MS)).isFalse();
        assertThat(capacity.wantsTrain(false, START_NS + 50 * MS)).isTrue();
    }

    @Test
    void sendsAnotherTrainForTrafficThatWaitsIfAllTrainsWereLost() {
        capacity.restart(START_NS);
        long nowNs = START_NS + 50 * MS;
        for (int train = 0; train < TRAINS_OF_A_NEW_PATH; train++) {
            assertThat(capacity.wantsTrain(false, nowNs)).isTrue();
            nowNs = trainIsLost(train, nowNs);
        }
        assertThat(capacity.isKnown()).isFalse();
        assertThat(capacity.wantsTrain(false, nowNs + 2_000 * MS)).isFalse();
        assertThat(capacity.wantsTrain(true, nowNs + 1_999 * MS)).isFalse();
        assertThat(capacity.wantsTrain(true, nowNs + 2_000 * MS)).isTrue();
        trainIsLost(TRAINS_OF_A_NEW_PATH, nowNs + 2_000 * MS);
        assertThat(capacity.wantsTrain(true, nowNs + 5_000 * MS)).isTrue();
    }

    /** A train of 10 ms is acknowledged octet by octet as a link of this rate and a round trip of 10 ms brings it. */
    private void learn(double bitsPerSecond) {
        capacity.restart(START_NS);
        long sentNs = START_NS + 50 * MS;
        capacity.trainSent(TRAIN_STEPS, 0, sentNs);
        for (int i = 1; i <= TRAIN_STEPS; i++) {
            long octets = (long) (bitsPerSecond / 8 / 1_000 * i);
            long arrivedNs = sentNs + (5 + i) * MS;
            Seen seen = new Seen().packet(i, sentNs, (int) (arrivedNs / 1_000)).octets(octets, octets);
            capacity.acknowledged(seen.roundTrip(10 * MS, 10 * MS), false, arrivedNs + 5 * MS);
        }
    }

    @Test
    void letsARoundTripAndFiftyMillisecondsBeInFlight() {
        learn(100e6);
        double believed = capacity.bitsPerSecond();
        assertThat(believed).isBetween(90e6, 100e6);
        assertThat(capacity.windowOctets() * 8.0 / believed).isBetween(0.06, 0.07);
    }

    @Test
    void letsFourMebibytesMoreThanARoundTripBeInFlightAtMost() {
        learn(8e9);
        double roundTrip = capacity.bitsPerSecond() / 8.0 * 0.01;
        assertThat((double) capacity.windowOctets()).isBetween(roundTrip + (4 << 20) - 1, roundTrip + (4 << 20) + 1);
    }
}
