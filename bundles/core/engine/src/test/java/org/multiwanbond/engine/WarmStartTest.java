package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Identity;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.balancer.bonding.Bonding;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.Suites;
import org.multiwanbond.engine.rehearsal.Rehearsal;

class WarmStartTest {
    private static final long SOON_S = 10;
    private static final int WARM_UP_MS = 1_000;
    private static final Key32 KEY = new Key32(new byte[Key32.BYTES]);

    private final BlockingQueue<Settings> passed = new LinkedBlockingQueue<>();
    /** Without plugins nothing can be rehearsed: it waits some seconds for them. */
    private final WarmStart start = new WarmStart(new Rehearsal(Plugins.none(), new SecureRandom()), passed::add);

    private static Settings settings(Role role, String mode, int warmUpMs) {
        Optional<HostPort> server =
                role == Role.CLIENT ? Optional.of(HostPort.parse("192.0.2.1:7000")) : Optional.empty();
        BondSettings bond = new BondSettings(
                role,
                mode,
                List.of("aes-256-gcm"),
                List.of(),
                server,
                Optional.empty(),
                0,
                "off",
                true,
                ThreadPlan.AUTO,
                warmUpMs);
        TunnelSettings tunnel = new TunnelSettings("mwb0", List.of(), List.of(), false, false, List.of(), false);
        return new Settings(bond, new Identity(KEY, KEY), List.of(), List.of(), tunnel);
    }

    @Test
    void holdsAClientBackAndThenGivesTheLatestSettingsAlone() throws InterruptedException {
        start.settings(settings(Role.CLIENT, "bonding", WARM_UP_MS));
        Settings latest = settings(Role.CLIENT, "redundant", WARM_UP_MS);
        start.settings(latest);
        assertThat(passed).isEmpty();
        start.end();
        assertThat(passed.poll(SOON_S, TimeUnit.SECONDS)).isEqualTo(latest);
        assertThat(passed).isEmpty();
    }

    @Test
    void doesNotHoldAServerBack() {
        Settings settings = settings(Role.SERVER, "bonding", WARM_UP_MS);
        start.settings(settings);
        assertThat(passed).containsExactly(settings);
        start.end();
        assertThat(passed).hasSize(1);
    }

    @Test
    void goesOnWithoutPluginsAfterAWhile() throws InterruptedException {
        Settings settings = settings(Role.CLIENT, "bonding", WARM_UP_MS);
        start.settings(settings);
        assertThat(passed.poll(SOON_S, TimeUnit.SECONDS)).isEqualTo(settings);
    }

    @Test
    void goesOnWhenAPluginBreaksTheRehearsal() throws InterruptedException {
        Plugins broken = Plugins.none();
        TransportFactory transport = listener -> {
            throw new NoClassDefFoundError("test: its bundle left");
        };
        broken.transports().add(new Ranked<>(transport, "broken", 0, 1, "test"));
        broken.balancers().add(new Ranked<>(new Bonding(), "bonding", 0, 2, "test"));
        Suites.SuitePlugin suite = new Suites.SuitePlugin(new Aes256Gcm(), 1);
        broken.suites().services().add(new Ranked<>(suite, "aes-256-gcm", 0, 3, "test"));
        WarmStart warm = new WarmStart(new Rehearsal(broken, new SecureRandom()), passed::add);
        Settings settings = settings(Role.CLIENT, "bonding", WARM_UP_MS);
        warm.settings(settings);
        assertThat(passed.poll(SOON_S, TimeUnit.SECONDS)).isEqualTo(settings);
        warm.end();
    }

    @Test
    void rehearsesNothingWhereItIsToldNotTo() {
        Settings settings = settings(Role.CLIENT, "bonding", 0);
        start.settings(settings);
        start.settings(settings);
        assertThat(passed).containsExactly(settings, settings);
    }
}
