package org.multiwanbond.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PingsTest {
    @Test
    void countsWhatNeverCameAsLost() {
        String out =
                """
                64 bytes from 10.99.0.1: icmp_seq=1 ttl=64 time=0.731 ms
                64 bytes from 10.99.0.1: icmp_seq=3 ttl=64 time=12.0 ms
                """;

        assertThat(Pings.read(out, 3)).containsExactly(0.731, 12.0, Pings.LOST_MS);
    }
}
