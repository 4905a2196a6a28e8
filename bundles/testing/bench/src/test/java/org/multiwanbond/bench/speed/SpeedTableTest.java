package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.bench.parts.Row;

class SpeedTableTest {
    @Test
    void hasAllRowsButThoseOfOtherPrograms() {
        assertThat(SpeedTable.rows())
                .extracting(Row::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15);
    }

    @Test
    void measuresEachCaseInAtLeastFourRounds() {
        assertThat(SpeedTable.rows()).allSatisfy(row -> assertThat(row.cases())
                .isNotEmpty()
                .allMatch(part -> part.usual().runs() >= 4));
    }

    @Test
    void saysWhichRivalsItFound() {
        assertThat(SpeedTable.table().section().facts())
                .hasSize(2)
                .allMatch(fact -> fact.matches("(wireguard-go|OpenVPN) \\| \\S.*"));
    }
}
