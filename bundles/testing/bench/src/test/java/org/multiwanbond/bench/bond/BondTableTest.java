package org.multiwanbond.bench.bond;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BondTableTest {
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
        assertThat(BondTable.rows()).hasSize(16);
    }
}
