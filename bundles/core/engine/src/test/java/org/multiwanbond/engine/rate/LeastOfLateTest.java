package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class LeastOfLateTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    private final LeastOfLate least = new LeastOfLate();

    private record Sample(long value, long second) {}

    /** Of each of the last ten seconds the second least value, or its only one; the least of them. */
    private static long slow(List<Sample> samples, long second) {
        Map<Long, List<Long>> bySecond = samples.stream()
                .filter(sample -> sample.second() > second - 10)
                .collect(Collectors.groupingBy(Sample::second, Collectors.mapping(Sample::value, Collectors.toList())));
        return bySecond.values().stream()
                .mapToLong(values -> values.stream()
                        .sorted()
                        .skip(values.size() > 1 ? 1 : 0)
                        .findFirst()
                        .orElseThrow())
                .min()
                .orElse(LeastOfLate.NONE);
    }

    @Test
    void knowsNothingBeforeTheFirstSample() {
        assertThat(least.isKnown()).isFalse();
        assertThat(least.value()).isEqualTo(LeastOfLate.NONE);
        assertThat(least.add(-7, 0)).isEqualTo(-7);
        assertThat(least.isKnown()).isTrue();
    }

    @Test
    void leavesOneOutlierASecondOut() {
        least.add(20, SECOND);
        least.add(2, SECOND + MS);
        assertThat(least.value()).isEqualTo(20);
        least.add(15, SECOND + 2 * MS);
        assertThat(least.value()).isEqualTo(15);
        least.add(3, SECOND + 3 * MS);
        assertThat(least.value()).isEqualTo(3);
    }

    @Test
    void forgetsAfterTenSecondsAndAtOnceWhenTold() {
        least.add(5, 0);
        assertThat(least.add(9, 9 * SECOND)).isEqualTo(5);
        assertThat(least.add(9, 10 * SECOND)).isEqualTo(9);
        least.reset();
        assertThat(least.isKnown()).isFalse();
        assertThat(least.add(30, 10 * SECOND)).isEqualTo(30);
    }

    @Test
    void doesAsItsSlowTwin() {
        Random random = Seed.random("least of late");
        List<Sample> samples = new ArrayList<>();
        long nowNs = 3 * SECOND;
        for (int i = 0; i < 5_000; i++) {
            boolean pause = random.nextInt(100) == 0;
            nowNs += random.nextInt((int) (100 * MS)) + (pause ? random.nextInt(25) * SECOND : 0);
            long second = nowNs / SECOND;
            long value = random.nextInt(1_000) - 100;
            samples.removeIf(sample -> sample.second() <= second - 10);
            samples.add(new Sample(value, second));
            assertThat(least.add(value, nowNs)).isEqualTo(slow(samples, second));
            assertThat(least.value()).isEqualTo(slow(samples, second));
        }
    }

    @Test
    void allocatesNothing() {
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        least.add(i % 100, i * MS);
                    }
                }))
                .isZero();
    }
}
