package org.multiwanbond.api.cipher.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final int KEY_BYTES = 16;
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The first source is warmed up by 300 ms of work in 2.4 s, then half a minute passes. */
    private static final long PUT_OFF_NS = 32_400 * MS;

    private final AtomicLong clockNs = new AtomicLong();
    private long restedNs;

    @Test
    void measuresEachSource() {
        long[] bestNs = trial(slow("a", at -> 3_000), slow("b", at -> 2_000)).run(() -> false, () -> true);
        assertThat(bestNs).containsExactly(3_000, 2_000);
    }

    @Test
    void endsAfterFourTenthsOfASecondOfWorkWithoutImprovement() {
        AeadSource compiledLate = slow("late", at -> at < PUT_OFF_NS + 800 * MS ? 40_000 : 1_000);
        long[] bestNs = trial(slow("a", at -> 3_000), compiledLate).run(() -> false, () -> true);
        assertThat(bestNs).containsExactly(3_000, 1_000);
        assertThat(clockNs.get()).isBetween(PUT_OFF_NS + 7_100 * MS, PUT_OFF_NS + 7_300 * MS);
    }

    @Test
    void endsAfterTwoSecondsOfWorkWhateverImproves() {
        AeadSource everBetter = slow("better", at -> 1_000_000_000_000L / (Math.max(0, at - PUT_OFF_NS) + MS));
        trial(slow("a", at -> 3_000), everBetter).run(() -> false, () -> true);
        assertThat(clockNs.get() - restedNs).isBetween(2_300 * MS, 2_500 * MS);
    }

    @Test
    void warmsOnlyTheFirstUpUntilTheStartIsOver() {
        AtomicLong earliestNs = new AtomicLong(Long.MAX_VALUE);
        AeadSource second = slow("second", at -> {
            earliestNs.accumulateAndGet(at, Math::min);
            return 1_000;
        });
        trial(slow("first", at -> 3_000), second).run(() -> false, () -> true);
        assertThat(earliestNs.get()).isBetween(PUT_OFF_NS - 200 * MS, PUT_OFF_NS + 200 * MS);
    }

    @Test
    void comparesNothingUntilSomebodyWantsToKnow() {
        long wantedNs = PUT_OFF_NS + 100_000 * MS;
        long[] bestNs = trial(slow("a", at -> 3_000), slow("b", at -> at < wantedNs ? 1 : 2_000))
                .run(() -> false, () -> clockNs.get() >= wantedNs);
        assertThat(bestNs).containsExactly(3_000, 2_000);
        assertThat(clockNs.get()).isGreaterThan(wantedNs);
    }

    @Test
    void endsWhenStoppedWhileItIsPutOff() {
        trial(slow("a", at -> 3_000), slow("b", at -> 2_000)).run(() -> clockNs.get() > 3_000 * MS, () -> true);
        assertThat(clockNs.get()).isLessThan(PUT_OFF_NS + 200 * MS);
    }

    @Test
    void restsNearlyAllTheTimeWhileItMeasures() {
        trial(slow("a", at -> 3_000), slow("b", at -> 2_000)).run(() -> false, () -> true);
        double measuring = clockNs.get() - PUT_OFF_NS;
        assertThat((restedNs - PUT_OFF_NS) / measuring).isBetween(0.88, 0.95);
    }

    @Test
    void warmsASingleSourceUpWithoutRest() {
        trial(slow("a", at -> 3_000)).run(() -> false, () -> true);
        assertThat(clockNs.get()).isBetween(300 * MS, 310 * MS);
        assertThat(restedNs).isZero();
    }

    @Test
    void passesOverASourceThatFails() {
        AeadSource lacking = new AeadSource("lacking", Passing.APART, key -> {
            throw new GeneralSecurityException("lacking");
        });
        AeadSource throwing = new AeadSource("throwing", Passing.APART, key -> {
            throw new IllegalStateException("throwing");
        });
        AeadSource deaf = new AeadSource("deaf", Passing.APART, key -> SlowAead.deaf());
        long[] bestNs = trial(lacking, throwing, slow("a", at -> 3_000), deaf).run(() -> false, () -> true);
        assertThat(bestNs).containsExactly(Trial.FAILED, Trial.FAILED, 3_000, Trial.FAILED);
    }

    @Test
    void endsWhenStopped() {
        trial(slow("a", at -> 3_000), slow("b", at -> 2_000)).run(() -> clockNs.get() > 10 * MS, () -> true);
        assertThat(clockNs.get()).isLessThan(50 * MS);
    }

    private Trial trial(AeadSource... sources) {
        return new Trial(KEY_BYTES, List.of(sources), clockNs::get, restNs -> {
            restedNs += restNs;
            clockNs.addAndGet(restNs);
        });
    }

    private AeadSource slow(String name, LongUnaryOperator packetNs) {
        return new AeadSource(name, Passing.APART, key -> new SlowAead(clockNs, packetNs));
    }
}
