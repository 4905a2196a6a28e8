package org.multiwanbond.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Round-trip time and size of a path. */
class MeasuresTest {
    private static final long MS = 1_000_000L;

    private final RoundTrip roundTrip = new RoundTrip();
    private final MtuSearch mtu = new MtuSearch();

    @Test
    void theFirstSampleReplacesTheGuess() {
        assertThat(roundTrip.ptoNs()).isEqualTo(1_000 * MS);
        roundTrip.sample(20 * MS);
        assertThat(roundTrip.smoothedNs()).isEqualTo(20 * MS);
        assertThat(roundTrip.ptoNs()).isEqualTo(20 * MS + 40 * MS + 10 * MS);
    }

    @Test
    void absurdSamplesMakeNoAbsurdTimeouts() {
        for (long sample : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, Long.MAX_VALUE, Long.MAX_VALUE}) {
            roundTrip.sample(sample);
            assertThat(roundTrip.ptoNs()).isBetween(MS, 400_000 * MS);
        }
    }

    private List<Integer> probes(long nowNs) {
        List<Integer> sizes = new ArrayList<>();
        for (int size = mtu.probeNow(nowNs, 50 * MS); size > 0; size = mtu.probeNow(nowNs, 50 * MS)) {
            sizes.add(size);
        }
        return sizes;
    }

    @Test
    void triesEverySizeThriceAndThenRestsForTenMinutes() {
        assertThat(probes(MS)).isEmpty();
        mtu.start(MS);
        assertThat(probes(MS)).containsExactly(1_472, 1_452, 1_432, 1_392, 1_332, 1_232);
        assertThat(probes(MS)).isEmpty();
        mtu.confirmed(mtu.id(), 1_452);
        assertThat(mtu.dueNs()).isEqualTo(51 * MS);
        assertThat(probes(51 * MS)).containsExactly(1_472);
        assertThat(probes(101 * MS)).containsExactly(1_472);
        assertThat(mtu.dueNs()).isEqualTo(101 * MS + 600_000 * MS);
        assertThat(probes(mtu.dueNs())).containsExactly(1_472);
        assertThat(mtu.payloadBytes()).isEqualTo(1_452);
    }

    @Test
    void believesNoSizeItDidNotTryNorAnAnswerToAnEarlierSearch() {
        mtu.start(MS);
        mtu.confirmed(mtu.id(), 9_000);
        assertThat(mtu.payloadBytes()).isEqualTo(1_200);
        mtu.confirmed(mtu.id(), 100);
        assertThat(mtu.payloadBytes()).isEqualTo(1_200);
        int earlier = mtu.id();
        mtu.confirmed(earlier, 1_472);
        assertThat(mtu.payloadBytes()).isEqualTo(1_472);
        mtu.startOver(2 * MS);
        assertThat(probes(2 * MS)).hasSize(6);
        mtu.confirmed(earlier, 1_472);
        assertThat(mtu.payloadBytes()).isEqualTo(1_200);
        mtu.confirmed(mtu.id(), 1_332);
        assertThat(mtu.payloadBytes()).isEqualTo(1_332);
    }

    @Test
    void looksTwiceBeforeItBelievesThatThePathShrank() {
        mtu.start(MS);
        mtu.confirmed(mtu.id(), 1_472);
        mtu.startOver(2 * MS);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(probes(mtu.dueNs())).hasSize(6);
        }
        long restNs = mtu.dueNs() - 102 * MS;
        assertThat(restNs).isEqualTo(30_000 * MS);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(probes(mtu.dueNs())).hasSize(6);
        }
        assertThat(mtu.dueNs()).isEqualTo(30_202 * MS + 600_000 * MS);
    }
}
