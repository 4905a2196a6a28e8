package org.multiwanbond.bench.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void takesAThousandClientsUnlessTold() {
        assertThat(Options.read()).isEqualTo(new Options(1_000, 100, 10, false));
        assertThat(Options.read("--json", "--idle", "30", "--active", "5", "--seconds", "2"))
                .isEqualTo(new Options(30, 5, 2, true));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> Options.read("--idle", "10")).hasMessageContaining("at most as many as --idle");
        assertThatThrownBy(() -> Options.read("--seconds", "0")).hasMessageContaining("--seconds takes");
        assertThatThrownBy(() -> Options.read("--idle")).hasMessageContaining("--idle takes");
        assertThatThrownBy(() -> Options.read("--clients", "3")).hasMessageContaining("no option --clients");
    }
}
