package org.multiwanbond.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.traffic.UdpEcho;

/** Each trouble is named in the status, the rest goes on, and all is well again when it is mended. */
class BadSurroundingsIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    /** Of the framework, and a data path to be rehearsed. */
    private static final Duration START = Duration.ofSeconds(60);

    /** Bob's, RFC 7748 §6.1. */
    private static final String OTHER_KEY = "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=";

    @RegisterExtension
    static final Site SITE = new Site();

    private static End anna;

    @BeforeAll
    static void startWithoutServerAndWithOneLiveLinkOfThree() throws IOException {
        anna = SITE.client("anna", "fiber", "lte", "dsl");
        SITE.emulate();
        SITE.emulator().cut("fiber");
        SITE.emulator().cut("dsl");
        anna.launch();
        Waiter.until(
                "'No answer' in the status of anna",
                START,
                () -> anna.complains("No answer from 203.0.113.1:7000 on "));
        SITE.server().launch();
        Waiter.until("an answer over the live link", SOON.multipliedBy(2), () -> anna.pings(Site.INSIDE));
        SITE.emulator().restore("fiber");
        SITE.emulator().restore("dsl");
        SITE.awaitUp(anna);
    }

    @Test
    void linkLosesItsAddress() throws IOException {
        anna.host().ip("-4 address flush dev lte");
        namedWhileTheRestWorks("Link lte: the server is reached by IPv4, and this link has no IPv4 address.");
        addressAndRoute("lte");
        SITE.awaitUp(anna);
    }

    @Test
    void deviceIsTakenAwayAndComesBack() throws IOException {
        Namespace elsewhere = SITE.lab().namespace("elsewhere");
        anna.host().ip("link set lte netns " + elsewhere);
        namedWhileTheRestWorks("Link lte: device lte does not exist.");
        elsewhere.ip("link set lte netns " + anna.host());
        anna.host().ip("link set lte up");
        addressAndRoute("lte");
        SITE.awaitUp(anna);
    }

    @Test
    void portIsTaken() throws IOException {
        String line = "listen=" + Site.OUTSIDE + "," + Site.OUTSIDE6;
        Background other =
                SITE.server().run(UdpEcho.class, "--listen", "203.0.113.1:7001").ready();
        try (other) {
            SITE.server().configure("bond", "role=server", line + ",203.0.113.1:7001");
            named(SITE.server(), "Cannot listen on 203.0.113.1:7001");
            assertThat(anna.pings(Site.INSIDE)).isTrue();
        }
        Waiter.until("the port", SOON, () -> !SITE.server().complains("203.0.113.1:7001"));
        SITE.server().configure("bond", "role=server", line);
        SITE.awaitUp(anna);
    }

    @Test
    void serverKeyIsWrong() throws IOException {
        SITE.configureBond(anna, "peerPublicKey=" + OTHER_KEY);
        named(anna, "wrong key");
        SITE.configureBond(anna, "peerPublicKey=" + SITE.server().key());
        SITE.awaitUp(anna);
    }

    @Test
    void presharedKeyIsWrong() throws IOException {
        Path file = Files.writeString(anna.runtime().home().resolve("etc/psk"), "A".repeat(42) + "E=\n");
        SITE.configureBond(anna, "peerPublicKey=" + SITE.server().key(), "presharedKeyFile=" + file);
        named(anna, "pre-shared keys");
        SITE.configureBond(anna, "peerPublicKey=" + SITE.server().key());
        SITE.awaitUp(anna);
    }

    @Test
    void peerIsUnknown() throws IOException {
        Path file = SITE.server().runtime().home().resolve("etc/org.multiwanbond.peer-anna.cfg");
        String lines = Files.readString(file);
        Files.delete(file);
        named(anna, "203.0.113.1:7000");
        assertThat(anna.pings(Site.INSIDE)).isFalse();
        Files.writeString(file, lines);
        SITE.awaitUp(anna);
    }

    @Test
    void tunnelDeviceCannotBeMade() throws IOException {
        Site.needs("nsenter");
        anna.inItsMounts("mount -t tmpfs none /dev/net");
        anna.configure("tunnel", "device=mwb1", "addresses=auto", "routes=10.99.0.0/24,fd99::/64");
        named(anna, "/dev/net/tun");
        anna.inItsMounts("umount /dev/net");
        SITE.awaitUp(anna);
    }

    private static void addressAndRoute(String wan) throws IOException {
        anna.host().address(wan, "10.12.0.2/24");
        anna.host().route("default via 10.12.0.1 dev " + wan + " metric 200");
    }

    private static void named(End end, String words) throws IOException {
        Waiter.until("'" + words + "' in the status of " + end.id(), SOON, () -> end.complains(words));
    }

    private static void namedWhileTheRestWorks(String words) throws IOException {
        named(anna, words);
        assertThat(anna.pings(Site.INSIDE)).isTrue();
    }
}
