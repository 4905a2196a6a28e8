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
        work.run();
        // Of each family 48 of a large segment, an acknowledgment, 9 datagrams, five times 3 that differ and two; an
        // echo.
        assertThat(work.cutPackets()).isEqualTo(3 * (2 * (48 + 1 + 9 + 5 * 3 + 2) + 1));
        assertThat(work.joinedPackets()).isEqualTo(work.cutPackets());
        assertThat(work.frames())
                .as("one of each segment, so all checksums were right, and none joined with what differs")
                .isEqualTo(3 * (2 * (3 + 5 + 2) + 1));
    }

    @Test
    void doesNotAllocate() {
        assertThat(Allocations.steadyBytes(work)).isZero();
    }
}
