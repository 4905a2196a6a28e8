package org.multiwanbond.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.tck.Seed;

class FecPlanTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void readsWhatTheConfigurationSays() {
        assertThat(FecPlan.of("off").shape()).isEqualTo(FecShape.OFF);
        assertThat(FecPlan.of("auto").shape()).isEqualTo(FecShape.OFF);
        assertThat(FecPlan.of("auto").isAutomatic()).isTrue();
        FecPlan fixed = FecPlan.of("10+3");
        fixed.observe(0.5, 9, SECOND_NS);
        assertThat(fixed.shape()).isEqualTo(new FecShape(10, 3));
        assertThat(fixed.isAutomatic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "10", "10+", "65+1", "10+33", "0+1", "-1+1", "10+3+1", "AUTO"})
    void refusesWhatNobodyCanMean(String text) {
        assertThatThrownBy(() -> FecPlan.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0009, 1, 1, 0",
        "0.001, 1, 20, 1",
        "0.01, 1, 14, 2",
        "0.01, 3, 20, 3",
        "0.03, 1, 18, 4",
        "0.01, 9, 20, 6",
        "0.2, 1, 20, 6",
        "1, 1, 20, 6"
    })
    void choosesTheCheapestShapeThatReachesTheTarget(double loss, int burst, int k, int r) {
        FecPlan plan = FecPlan.of("auto");
        plan.observe(loss, burst, 0);
        assertThat(plan.shape()).isEqualTo(new FecShape(k, r));
        assertThat(plan.shape().overhead()).isLessThanOrEqualTo(0.3);
    }

    @Test
    void raisesAtOnceAndLowersAfterTenCalmSeconds() {
        FecPlan plan = FecPlan.of("auto");
        plan.observe(0.001, 1, 0);
        FecShape little = plan.shape();
        plan.observe(0.03, 1, SECOND_NS);
        FecShape much = plan.shape();
        assertThat(much.overhead()).isGreaterThan(little.overhead());
        for (int second = 2; second < 11; second++) {
            plan.observe(second == 6 ? 0.03 : 0.001, 1, second * SECOND_NS);
            assertThat(plan.shape()).isEqualTo(much);
        }
        plan.observe(0.001, 1, 15 * SECOND_NS);
        assertThat(plan.shape()).isEqualTo(much);
        plan.observe(0.001, 1, 16 * SECOND_NS);
        assertThat(plan.shape()).isEqualTo(little);
        plan.observe(0, 0, 25 * SECOND_NS);
        assertThat(plan.shape()).isEqualTo(little);
        plan.observe(0, 0, 26 * SECOND_NS);
        assertThat(plan.shape()).isEqualTo(FecShape.OFF);
    }

    @ParameterizedTest
    @CsvSource({"10, 3, 0.1", "14, 2, 0.05", "20, 1, 0.02"})
    void foretellsTheResidualLoss(int k, int r, double loss) {
        Random random = Seed.random("foretellsTheResidualLoss " + k + "+" + r);
        int blocks = 200_000;
        long stayLost = 0;
        for (int block = 0; block < blocks; block++) {
            int lost = 0;
            int lostSources = 0;
            for (int i = 0; i < k + r; i++) {
                boolean isLost = random.nextDouble() < loss;
                lost += isLost ? 1 : 0;
                lostSources += isLost && i < k ? 1 : 0;
            }
            stayLost += lost > r ? lostSources : 0;
        }
        double measured = (double) stayLost / blocks / k;
        assertThat(new FecShape(k, r).residualLoss(loss)).isCloseTo(measured, within(measured * 0.1));
    }
}
