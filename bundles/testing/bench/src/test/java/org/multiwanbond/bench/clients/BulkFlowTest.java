package org.multiwanbond.bench.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BulkFlowTest {
    private static final long MS = 1_000_000L;

    private final BulkFlow flow = new BulkFlow(new BulkPacket.Way(1, 2, 0), 0, 100 * BulkPacket.DATA_BYTES);

    private int fill(long nowNs) {
        int sent = 0;
        while (flow.hasRoom(nowNs)) {
            flow.take(nowNs);
            sent++;
        }
        return sent;
    }

    @Test
    void doublesItsWindowEachRoundUpToTheMost() {
        assertThat(fill(0)).isEqualTo(10);
        flow.acknowledge(10, 10, MS);
        assertThat(fill(MS)).isEqualTo(20);
        flow.acknowledge(30, 30, 2 * MS);
        flow.acknowledge(30, 30, 2 * MS);
        assertThat(fill(2 * MS)).isEqualTo(40);
        flow.acknowledge(70, 70, 3 * MS);
        assertThat(fill(3 * MS)).isEqualTo(80);
        flow.acknowledge(150, 150, 4 * MS);
        assertThat(fill(4 * MS)).isEqualTo(100);
    }

    @Test
    void shrinksOnceForAllThatIsLostInARound() {
        fill(0);
        flow.acknowledge(10, 10, MS);
        fill(MS);
        flow.acknowledge(20, 18, 2 * MS);
        flow.acknowledge(30, 26, 3 * MS);
        assertThat(fill(3 * MS)).isEqualTo(14);
    }

    @Test
    void beginsAnewWhenNothingIsAnsweredForLong() {
        fill(0);
        assertThat(fill(399 * MS)).isZero();
        assertThat(fill(401 * MS)).isEqualTo(2);
    }
}
