package org.multiwanbond.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrailingTest {
    private static final Set<String> FLAGS = Set.of("-f");
    private static final Set<String> VALUED = Set.of("--device");

    @Test
    void optionsBehindTheArgumentsCountLikeThoseBefore() throws Refusal {
        Trailing trailing = Trailing.of(List.of("--device", "eth0", "-f"), FLAGS, VALUED);
        assertThat(trailing.has("-f", false)).isTrue();
        assertThat(trailing.value("--device", null)).isEqualTo("eth0");
        assertThat(Trailing.of(null, FLAGS, VALUED).has("-f", true)).isTrue();
        assertThat(Trailing.of(null, FLAGS, VALUED).value("--device", "lo")).isEqualTo("lo");
    }

    @Test
    void whatIsUnknownOrUnfinishedIsRefusedWithTheValidOnes() {
        assertThatThrownBy(() -> Trailing.of(List.of("--devise", "x"), FLAGS, VALUED))
                .hasMessage("\"--devise\" is too much. Options are: --device, -f.");
        assertThatThrownBy(() -> Trailing.of(List.of("--device"), FLAGS, VALUED))
                .hasMessage("--device needs a value.");
    }
}
