package org.multiwanbond.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.traffic.TcpServer;

class SwapUnderTrafficIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Of an update; a feature that goes also costs Karaf's resolver and the processor it shares with the traffic. */
    private static final int UPDATE_MS = 100;

    private static final int FEATURE_MS = 300;

    /** Also the one of the highest ranking. */
    private static final String DEFAULT = "bonding";

    private static final String PREFIX = "org.multiwanbond.";

    @RegisterExtension
    static final Site SITE = new Site();

    private static End anna;
    private static List<End> both;

    @BeforeAll
    static void start() throws IOException {
        anna = SITE.client("anna", "fiber", "lte");
        both = List.of(anna, SITE.server());
        SITE.start();
        SITE.serve(SITE.server(), TcpServer.class, "--listen", Site.INSIDE + ":5201");
    }

    @BeforeEach
    void useTheDefault() throws IOException {
        use(DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"balancer.bonding", "cipher.aesgcm", "cipher.aesgcmcorretto"})
    void updatesAPlugin(String plugin) throws IOException {
        carriesOn(UPDATE_MS, "update of " + plugin, () -> update(plugin));
    }

    /** The first is in use where the host has ISA-L, else the second; while one is updated the next takes over. */
    @ParameterizedTest
    @ValueSource(strings = {"codec.reedsolomonisal", "codec.reedsolomontable", "codec.reedsolomon"})
    void losesNothingWhileACodecIsUpdated(String codec) throws IOException {
        configureFec("10+3");
        try {
            awaitRepairs();
            Traffic traffic = Traffic.during(5, SITE, anna, () -> update(codec));
            System.out.println("update of " + codec + ": " + traffic);
            assertThat(traffic.lostPackets()).isZero();
            assertThat(traffic.lastMbps()).isPositive();
            awaitRepairs();
        } finally {
            configureFec("off");
        }
    }

    /** Plugins with a space between them go together. */
    @ParameterizedTest
    @CsvSource({
        "balancer.weighted, mode, weighted, bonding",
        "cipher.aesgcmcorretto cipher.aesgcm, cipher, aes-256-gcm, chacha20-poly1305"
    })
    void carriesOnWithTheNextPlugin(String plugins, String key, String first, String next) throws IOException {
        if (key.equals("mode")) {
            use(first);
        }
        List<String> names = List.of(plugins.split(" "));
        List<String> features = names.stream().map(anna::feature).toList();
        carriesOn(FEATURE_MS, "uninstall of " + plugins, () -> {
            for (End end : both) {
                end.mwb(List.of("feature:uninstall"), features);
                Waiter.until(end.id() + " to use " + next, SOON, () -> end.session(key)
                        .equals(next));
            }
        });
        for (End end : both) {
            for (String name : names) {
                assertThat(end.instances(PREFIX + name))
                        .filteredOn(line -> !isConstantOfCorretto(line))
                        .isEmpty();
            }
        }
        carriesOn(FEATURE_MS, "install of " + plugins, () -> {
            SITE.server().mwb(List.of("feature:install", "-r"), features);
            anna.mwb(List.of("feature:install", "-r"), features);
            Waiter.until(first + " to be back", SOON, () -> anna.session(key).equals(first));
        });
    }

    @Test
    void staysWithItsSuiteWhenOneOfTwoBundlesOfItGoes() throws IOException {
        String nativeOne = anna.feature("cipher.aesgcmcorretto");
        double ageMs = anna.sessionAgeMs();
        carriesOn(FEATURE_MS, "uninstall of cipher.aesgcmcorretto", () -> {
            for (End end : both) {
                end.mwb("feature:uninstall", nativeOne);
            }
        });
        for (End end : both) {
            assertThat(end.session("cipher")).isEqualTo("aes-256-gcm");
            end.mwb("feature:install", "-r", nativeOne);
        }
        assertThat(anna.sessionAgeMs()).as("the same session").isGreaterThan(ageMs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"balancer", "cipher"})
    void waitsWhileThereIsNoPlugin(String kind) throws IOException {
        List<String> all = anna.features(kind);
        Traffic traffic = Traffic.during(12, SITE, anna, () -> {
            anna.mwb(List.of("feature:uninstall"), all);
            assertThat(anna.session("state")).isEqualTo("established");
            assertThat(anna.pings(Site.INSIDE)).isFalse();
            anna.mwb(List.of("feature:install", "-r"), all);
            Waiter.until("traffic again", SOON, () -> anna.pings(Site.INSIDE));
        });
        System.out.println("without any " + kind + ": " + traffic);
        assertThat(anna.session("state")).isEqualTo("established");
        assertThat(anna.session("mode")).isEqualTo(DEFAULT);
        assertThat(traffic.lastMbps()).isPositive();
    }

    /** Packets of the swap itself are lost; the session and the connections in it are not. */
    @Test
    void changesTheTransport() throws IOException {
        String plugin = "transport.udplinux";
        for (End end : both) {
            assertThat(uses(end, plugin, "UdpLinuxTransport")).isTrue();
        }
        outlives("uninstall of " + plugin, () -> {
            for (End end : both) {
                end.mwb("feature:uninstall", end.feature(plugin));
                awaitTransport(end, "transport.udp", "UdpTransport");
            }
        });
        for (End end : both) {
            // JNA holds classes that it has registered for good, but none of the objects.
            assertThat(uses(end, plugin, "UdpLinuxTransport")).isFalse();
            assertThat(uses(end, plugin, "Memory")).isFalse();
        }
        outlives("install of " + plugin, () -> {
            for (End end : both) {
                end.mwb("feature:install", "-r", end.feature(plugin));
                awaitTransport(end, plugin, "UdpLinuxTransport");
            }
        });
    }

    private static void awaitTransport(End end, String plugin, String type) throws IOException {
        Waiter.until(end.id() + " to use " + type, SOON, () -> uses(end, plugin, type));
        Waiter.until("traffic again", SOON, () -> anna.pings(Site.INSIDE));
    }

    private static boolean uses(End end, String plugin, String type) throws IOException {
        return end.instances(PREFIX + plugin).stream().anyMatch(line -> line.matches(".*[.]" + type + "( .*)?"));
    }

    private static void outlives(String what, Traffic.Step step) throws IOException {
        Traffic traffic = Traffic.during(20, SITE, anna, step);
        System.out.println(what + ": " + traffic);
        assertThat(anna.session("state")).isEqualTo("established");
        assertThat(traffic.lastMbps()).isPositive();
    }

    /** A thread of Amazon's library that never ends keeps the classes of its bundle loaded, and lambdas are constants of them. */
    private static boolean isConstantOfCorretto(String line) {
        return line.contains("org.multiwanbond.cipher.aesgcmcorretto.Corretto$$Lambda");
    }

    private static void use(String mode) throws IOException {
        for (End end : both) {
            end.mwb("balancer:use", mode);
            Waiter.until(end.id() + " to use " + mode, SOON, () -> end.session("mode")
                    .equals(mode));
        }
    }

    private static void update(String plugin) throws IOException {
        for (End end : both) {
            end.mwb(
                    "bundle:update",
                    "org.multiwanbond." + plugin,
                    end.jar(plugin).toUri().toString());
        }
    }

    private static void configureFec(String fec) throws IOException {
        SITE.configureBond(anna, "peerPublicKey=" + SITE.server().key(), "fec=" + fec);
        String listen = "listen=" + Site.OUTSIDE + "," + Site.OUTSIDE6;
        SITE.server().configure("bond", "role=server", listen, "fec=" + fec);
    }

    /** Waits until both ends send repair packets for what they send from now on. */
    private static void awaitRepairs() throws IOException {
        for (End end : both) {
            double before = end.repairPackets();
            Waiter.until(
                    end.id() + " to send repair packets",
                    SOON,
                    () -> anna.pings(Site.INSIDE) && end.repairPackets() > before);
        }
    }

    private static void carriesOn(int mostSilentMs, String what, Traffic.Step step) throws IOException {
        Traffic traffic = Traffic.during(5, SITE, anna, step);
        System.out.println(what + ": " + traffic);
        assertThat(traffic.lastMbps()).isPositive();
        assertThat(traffic.gapMs()).isLessThan(mostSilentMs);
    }
}
