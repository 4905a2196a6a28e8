package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final long MS = 1_000_000L;
    private static final long START_NS = 10_000 * MS;
    private static final int TRAINS_OF_A_NEW_PATH = 3;

    private final Capacity capacity = new Capacity(new SessionClock(), new Pacer());

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
}
