package org.multiwanbond.bench.bond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void takesAllRowsUnlessTold() {
        assertThat(Options.read().rows()).hasSize(16).startsWith(0).endsWith(15);
    }

    @Test
    void takesNumbersAndRangesInAnyOrder() {
        assertThat(Options.read("--rows", "9,1,7-8,1").rows()).containsExactly(1, 7, 8, 9);
    }

    @Test
    void replacesTheEffortOnlyWhereAsked() {
        Effort usual = new Effort(5, 30);

        assertThat(Options.read().effort(usual)).isEqualTo(usual);
        assertThat(Options.read("--runs", "1", "--fresh", "--seconds", "4").effort(usual))
                .isEqualTo(new Effort(1, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "", "one", "1,,2", "3-99", "-1"})
    void namesTheRowsThereAre(String rows) {
        assertThatThrownBy(() -> Options.read("--rows", rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Rows are 0 to 15");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.read("--row", "1")).hasMessageContaining("There is no option --row");
        assertThatThrownBy(() -> Options.read("--runs", "0")).hasMessageContaining("above 0, was '0'");
        assertThatThrownBy(() -> Options.read("--seconds")).hasMessageContaining("--seconds takes");
    }
}
