package org.multiwanbond.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.balancer.bonding.Bonding;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.Suites;

class RehearsalTest {
    private static final long MOST_MS = 5_000;

    private final Plugins plugins = Plugins.none();
    private final Rehearsal rehearsal = new Rehearsal(plugins, new SecureRandom());

    private void installAll() {
        plugins.transports().add(new Ranked<>(new Loopback(), "loopback", 0, 1, "test"));
        plugins.balancers().add(new Ranked<>(new Bonding(), "bonding", 0, 2, "test"));
        Suites.SuitePlugin suite = new Suites.SuitePlugin(new Aes256Gcm(), 1);
        plugins.suites().services().add(new Ranked<>(suite, "aes-256-gcm", 0, 3, "test"));
    }

    @Test
    void carriesPacketsFromOneEndToTheOtherAndLeavesNoThread() throws Exception {
        installAll();
        long before = dataThreads();
        long packetsPerSecond = rehearsal.run("bonding", List.of(), MOST_MS);
        System.out.println("rehearsal: " + packetsPerSecond + " packets/s");
        assertThat(packetsPerSecond).isPositive();
        assertThat(dataThreads()).isEqualTo(before);
    }

    private static long dataThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mwb-"))
                .count();
    }

    @Test
    void endsWhenItIsToldTo() throws Exception {
        installAll();
        rehearsal.end();
        assertThat(rehearsal.run("bonding", List.of(), Long.MAX_VALUE)).isNotNegative();
    }

    @Test
    void doesNothingWhileSomethingIsMissing() throws Exception {
        assertThat(rehearsal.isPossible(0)).isFalse();
        assertThat(rehearsal.run("bonding", List.of(), MOST_MS)).isZero();
    }
}
