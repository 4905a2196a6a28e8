package org.multiwanbond.transport.udplinux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.transport.udplinux.Readiness.EventLayout;

class SystemCheckTest {
    @Test
    void saysWhyItCannotWork() {
        assertThat(SystemCheck.obstacle("Windows 11", "amd64")).isEqualTo("it needs Linux, this is Windows 11");
        assertThat(SystemCheck.obstacle("Linux", "ppc64le")).contains("amd64").contains("ppc64le");
    }

    @Test
    void findsNothingMissingHere() {
        assertThat(SystemCheck.obstacle("Linux", System.getProperty("os.arch"))).isEmpty();
    }

    @Test
    void knowsHowEventsAreLaidOutOnBothProcessors() {
        assertThat(EventLayout.of("amd64")).isEqualTo(new EventLayout(12, 4));
        assertThat(EventLayout.of("aarch64")).isEqualTo(new EventLayout(16, 8));
    }
}
