package org.multiwanbond.bench.bond;

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

    @Test
    void findsWhenAQueueWasLongForTheLastTime() {
        assertThat(Backlog.settledMs(List.of(80.0, 60.0, 50.0, 0.0), 50)).isEqualTo(200);
        assertThat(Backlog.settledMs(List.of(0.0, 10.0), 50)).isZero();
        assertThat(Backlog.settledMs(List.of(80.0, 0.0, 60.0), 50)).isEqualTo(300);
    }

    @Test
    void mixesSixteenSetsOfTwoOrThreeLinks() {
        assertThat(MixedLinks.sets()).hasSize(16).doesNotHaveDuplicates();
        assertThat(MixedLinks.sets())
                .allMatch(set -> set.wans().size() == 2 || set.wans().size() == 3)
                .allMatch(set ->
                        set.ids().stream().distinct().count() == set.wans().size());
        assertThat(Table.rows()).hasSize(16);
    }
}
