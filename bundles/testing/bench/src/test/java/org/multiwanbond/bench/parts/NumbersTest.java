package org.multiwanbond.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void takesTheNearestRankAsQuantile() {
        List<Double> values =
                IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();

        assertThat(Numbers.median(values)).isEqualTo(50);
        assertThat(Numbers.quantile(values, 0.99)).isEqualTo(99);
        assertThat(Numbers.quantile(values, 1)).isEqualTo(100);
        assertThat(Numbers.median(List.of())).isNaN();
    }

    @Test
    void letsNothingUnknownPassAsTheWorst() {
        assertThat(Numbers.most(List.of(1.0, Double.NaN))).isNaN();
        assertThat(Numbers.least(List.of(1.0, Double.NaN))).isNaN();
    }
}
