package org.multiwanbond.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The kernel's list of UDP sockets. */
class KernelDropsTest {
    private static final List<String> LINES = List.of(
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref"
                    + " pointer drops",
            "  256: 0100007F:1B58 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 21 2 0000 41",
            "  300: 00000000000000000000000000000000:1B58 00000000000000000000000000000000:0000 07 00000000:00000000"
                    + " 00:00000000 00000000     0        0 22 2 0000 1",
            "  301: 0100007F:1B59 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 23 2 0000 7",
            "nonsense",
            "");

    @Test
    void addsUpTheDropsOfOurPorts() {
        assertThat(KernelDrops.sum(LINES, Set.of(7_000))).isEqualTo(42);
    }

    @Test
    void passesOverWhatIsNoSocket() {
        assertThat(KernelDrops.sum(LINES, Set.of(0, -1))).isZero();
    }
}
