package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;

class CutAndJoinTest {
    private final CutAndJoin work = new CutAndJoin();

    @Test
    void everythingCutIsJoinedAgain() {
        work.run();
        work.run();
        // Of each family 45 of a large segment, an acknowledgment, 9 datagrams, three times 3 that differ; and an echo.
        assertThat(work.cutPackets()).isEqualTo(2 * (2 * (45 + 1 + 9 + 9) + 1));
        assertThat(work.joinedPackets()).isEqualTo(work.cutPackets());
        assertThat(work.frames())
                .as("one of each segment, so all checksums were right, and none joined with what differs")
                .isEqualTo(2 * (2 * (3 + 3) + 1));
    }

    @Test
    void doesNotAllocate() {
        assertThat(Allocations.steadyBytes(work)).isZero();
    }
}
