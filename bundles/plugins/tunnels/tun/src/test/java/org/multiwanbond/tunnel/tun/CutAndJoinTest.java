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
        // 45 of a large segment, an acknowledgment, 9 datagrams; twice for the families, twice for the calls
        assertThat(work.cutPackets()).isEqualTo(2 * 2 * (45 + 1 + 9));
        assertThat(work.joinedPackets()).isEqualTo(work.cutPackets());
        assertThat(work.frames())
                .as("one of each segment, so all checksums were right")
                .isEqualTo(2 * 2 * 3);
    }

    @Test
    void doesNotAllocate() {
        assertThat(Allocations.steadyBytes(work)).isZero();
    }
}
