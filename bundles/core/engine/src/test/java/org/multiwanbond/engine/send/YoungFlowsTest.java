package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YoungFlowsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int FLOW = -77;

    private final YoungFlows flows = new YoungFlows();

    private void send(int packets, long nowNs) {
        for (int i = 0; i < packets; i++) {
            flows.sent(FLOW, 1_024, nowNs);
        }
    }

    @Test
    void isYoungUntilTwoMebibytes() {
        assertThat(flows.isYoung(FLOW, 5)).isTrue();
        send(2_047, 5);
        assertThat(flows.isYoung(FLOW, 5)).isTrue();
        send(1, 5);
        assertThat(flows.isYoung(FLOW, 5)).isFalse();
        send(1_000_000, 5);
        assertThat(flows.isYoung(FLOW, 5)).isFalse();
        assertThat(flows.isYoung(FLOW + 1, 5)).isTrue();
    }

    @Test
    void isYoungAgainAfterAPause() {
        send(4_000, 5 * SECOND);
        assertThat(flows.isYoung(FLOW, 6 * SECOND)).isFalse();
        assertThat(flows.isYoung(FLOW, 6 * SECOND + 1)).isTrue();
        send(1, 7 * SECOND);
        assertThat(flows.isYoung(FLOW, 7 * SECOND)).isTrue();
    }
}
