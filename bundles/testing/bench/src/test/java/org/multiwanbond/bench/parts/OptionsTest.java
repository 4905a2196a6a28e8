package org.multiwanbond.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Usage USAGE =
            new Usage("Usage: bench", IntStream.rangeClosed(0, 15).boxed().toList());

    @Test
    void takesAllRowsUnlessTold() {
        assertThat(Options.read(USAGE).rows()).hasSize(16).startsWith(0).endsWith(15);
    }

    @Test
    void takesNumbersAndRangesInAnyOrder() {
        assertThat(Options.read(USAGE, "--rows", "9,1,7-8,1").rows()).containsExactly(1, 7, 8, 9);
    }

    @Test
    void replacesTheEffortOnlyWhereAsked() {
        Effort usual = new Effort(5, 30);

        assertThat(Options.read(USAGE).effort(usual)).isEqualTo(usual);
        assertThat(Options.read(USAGE, "--runs", "1", "--fresh", "--seconds", "4")
                        .effort(usual))
                .isEqualTo(new Effort(1, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "", "one", "1,,2", "3-99", "-1"})
    void namesTheRowsThereAre(String rows) {
        assertThatThrownBy(() -> Options.read(USAGE, "--rows", rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Rows are 0 to 15");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.read(USAGE, "--row", "1")).hasMessageContaining("There is no option --row");
        assertThatThrownBy(() -> Options.read(USAGE, "--runs", "0")).hasMessageContaining("above 0, was '0'");
        assertThatThrownBy(() -> Options.read(USAGE, "--seconds")).hasMessageContaining("--seconds takes");
    }

    @Test
    void leavesOutRowsThatAreMissingInARange() {
        Usage usage = new Usage("Usage: bench", List.of(1, 2, 3, 10, 13, 14));

        assertThat(Options.read(usage, "--rows", "3-13").rows()).containsExactly(3, 10, 13);
        assertThat(usage.rowsText()).isEqualTo("1 to 3, 10, 13 to 14");
        assertThatThrownBy(() -> Options.read(usage, "--rows", "11")).hasMessageContaining("There is no row '11'");
    }

    @Test
    void callsRunsRoundsAsWell() {
        assertThat(Options.read(USAGE, "--rounds", "7").runs()).contains(7);
    }
}
