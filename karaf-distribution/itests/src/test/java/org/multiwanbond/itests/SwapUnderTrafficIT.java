package org.multiwanbond.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.traffic.TcpServer;

class SwapUnderTrafficIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Of an update; a feature that goes also costs Karaf's resolver and the processor it shares with the traffic. */
    private static final int UPDATE_MS = 100;

    private static final int FEATURE_MS = 300;

    @RegisterExtension
    static final Site SITE = new Site();

    private static End anna;
    private static List<End> both;

    @BeforeAll
    static void start() throws IOException {
        anna = SITE.client("anna", "fiber", "lte");
        both = List.of(anna, SITE.server());
        // So that TCP leaves the queues of the links alone: a packet dropped there is a silence of its own.
        anna.host().sysctl("net.ipv4.tcp_rmem", "4096 65536 131072");
        SITE.start();
        SITE.serve(SITE.server(), TcpServer.class, "--listen", Site.INSIDE + ":5201");
    }

    @ParameterizedTest
    @CsvSource({"balancer.weighted", "cipher.aesgcm"})
    void updatesAPlugin(String plugin) throws IOException {
        carriesOn(UPDATE_MS, "update of " + plugin, () -> {
            for (End end : both) {
                end.mwb(
                        "bundle:update",
                        "org.multiwanbond." + plugin,
                        end.jar(plugin).toUri().toString());
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "balancer.weighted, mode, weighted, round-robin",
        "cipher.aesgcm, cipher, aes-256-gcm, chacha20-poly1305"
    })
    void carriesOnWithTheNextPlugin(String plugin, String key, String first, String next) throws IOException {
        carriesOn(FEATURE_MS, "uninstall of " + plugin, () -> {
            for (End end : both) {
                end.mwb("feature:uninstall", end.feature(plugin));
                Waiter.until(end.id() + " to use " + next, SOON, () -> end.session(key)
                        .equals(next));
            }
        });
        for (End end : both) {
            assertThat(end.instances("org.multiwanbond." + plugin)).isEmpty();
        }
        carriesOn(FEATURE_MS, "install of " + plugin, () -> {
            SITE.server().mwb("feature:install", "-r", anna.feature(plugin));
            anna.mwb("feature:install", "-r", anna.feature(plugin));
            Waiter.until(first + " to be back", SOON, () -> anna.session(key).equals(first));
        });
    }

    @ParameterizedTest
    @CsvSource({"balancer.weighted, balancer.roundrobin", "cipher.aesgcm, cipher.chacha20"})
    void waitsWhileThereIsNoPlugin(String one, String other) throws IOException {
        Traffic traffic = Traffic.during(8, SITE, anna, () -> {
            anna.mwb("feature:uninstall", anna.feature(one), anna.feature(other));
            assertThat(anna.session("state")).isEqualTo("established");
            assertThat(anna.pings(Site.INSIDE)).isFalse();
            anna.mwb("feature:install", "-r", anna.feature(one), anna.feature(other));
            Waiter.until("traffic again", SOON, () -> anna.pings(Site.INSIDE));
        });
        System.out.println("without " + one + " and " + other + ": " + traffic);
        assertThat(anna.session("state")).isEqualTo("established");
        assertThat(traffic.lastMbps()).isPositive();
    }

    private static void carriesOn(int mostSilentMs, String what, Traffic.Step step) throws IOException {
        Traffic traffic = Traffic.during(5, SITE, anna, step);
        System.out.println(what + ": " + traffic);
        assertThat(traffic.lastMbps()).isPositive();
        assertThat(traffic.gapMs()).isLessThan(mostSilentMs);
    }
}
