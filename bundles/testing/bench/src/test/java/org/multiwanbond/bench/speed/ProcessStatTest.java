package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessStatTest {
    @Test
    void addsUserAndSystemTime() {
        String stat = "4711 (wireguard-go) S 1 4711 4711 0 -1 4194304 1 2 3 4 1234 66 7 8 20 0 9 0 1 2 3";

        assertThat(ProcessStat.read(stat)).isEqualTo(13);
    }

    @Test
    void isNotMisledByTheNameOfAProgram() {
        String stat = "4711 (a ) b (c)) R 1 4711 4711 0 -1 4194304 1 2 3 4 100 50 7 8 20 0 9 0 1 2 3\n";

        assertThat(ProcessStat.read(stat)).isEqualTo(1.5);
    }

    @Test
    void readsThisProcess() throws IOException {
        assertThat(ProcessStat.cpuSeconds(ProcessHandle.current().pid())).isPositive();
    }
}
