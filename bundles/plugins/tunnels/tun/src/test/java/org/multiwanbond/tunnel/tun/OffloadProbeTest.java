package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffloadProbeTest {
    @Test
    void takesEverythingAtOnceWhereTheKernelHasIt() {
        List<Integer> asked = new ArrayList<>();
        OffloadProbe probe = new OffloadProbe(Offload.UDP, flags -> {
            asked.add(flags);
            return 0;
        });
        assertThat(probe.granted()).isEqualTo(Offload.UDP);
        assertThat(probe.refusals()).isEmpty();
        assertThat(asked).containsExactly(0x67);
    }

    @Test
    void asksForOneLessUntilTheKernelAgreesAndKnowsWhy() {
        OffloadProbe beforeLinux62 = new OffloadProbe(Offload.UDP, flags -> flags > 7 ? Linux.EINVAL : 0);
        assertThat(beforeLinux62.granted()).isEqualTo(Offload.TCP);
        assertThat(beforeLinux62.refusals()).isEqualTo("udp: Invalid argument");
        OffloadProbe old = new OffloadProbe(Offload.UDP, flags -> flags > 1 ? Linux.EINVAL : 0);
        assertThat(old.granted()).isEqualTo(Offload.CHECKSUM);
        assertThat(old.refusals()).isEqualTo("udp: Invalid argument, tcp: Invalid argument");
    }

    @Test
    void doesWithoutWhereTheKernelHasNone() {
        OffloadProbe probe = new OffloadProbe(Offload.UDP, flags -> Linux.EPERM);
        assertThat(probe.granted()).isEqualTo(Offload.NONE);
        assertThat(probe.refusals())
                .isEqualTo("udp: Operation not permitted, tcp: Operation not permitted,"
                        + " checksum: Operation not permitted");
        assertThat(new OffloadProbe(Offload.NONE, flags -> Linux.EPERM).refusals())
                .isEmpty();
    }
}
