package org.multiwanbond.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.traffic.HttpDownload;
import org.multiwanbond.netlab.traffic.HttpSource;

/** lan - anna = links = server - near - far; near and far know of no network but their own. */
class GatewayIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String[] GOALS = {"198.51.100.2", "192.0.2.2", "2001:db8:100::2", "2001:db8:200::2"};

    @RegisterExtension
    static final Site SITE = new Site();

    private static End anna;
    private static Namespace lan;
    private static Namespace far;
    private static String clientBefore;
    private static String serverBefore;

    @BeforeAll
    static void start() throws IOException {
        Site.needs("nft");
        anna = SITE.client("anna", "fiber", "lte6");
        lan = SITE.lab().namespace("lan");
        far = SITE.lab().namespace("far");
        Namespace near = SITE.lab().namespace("near");
        near.sysctl("net.ipv4.ip_forward", "1");
        near.sysctl("net.ipv6.conf.all.forwarding", "1");
        SITE.connect("home", anna.host(), lan, "192.168.50.", "fd50::");
        SITE.connect("office", SITE.server().host(), near, "198.51.100.", "2001:db8:100::");
        SITE.connect("beyond", near, far, "192.0.2.", "2001:db8:200::");
        for (Namespace inner : new Namespace[] {lan, far}) {
            inner.route(inner == lan ? "default via 192.168.50.1" : "default via 192.0.2.1");
            inner.route(inner == lan ? "default via fd50::1" : "default via 2001:db8:200::1");
        }
        SITE.server().host().route("192.0.2.0/24 via 198.51.100.2");
        SITE.server().host().route("2001:db8:200::/64 via 2001:db8:100::2");
        anna.configure("tunnel", "device=mwb0", "addresses=auto", "routes=default", "forward=true");
        SITE.server().configure("tunnel", "device=mwb0", "addresses=10.99.0.1/24,fd99::1/64", "forward=true");
        SITE.server()
                .configure(
                        "peer-anna",
                        "publicKey=" + anna.key(),
                        "addresses=10.99.0.2/32,fd99::2/128",
                        "routes=192.168.50.0/24,fd50::/64");
        Waiter.until("all addresses to be settled", SOON, () -> tentative().isBlank());
        clientBefore = state(anna.host());
        serverBefore = state(SITE.server().host());
        SITE.start();
    }

    @Test
    void carriesALanAndLeavesNothingBehind() throws IOException {
        reachesAll();
        SITE.lab()
                .onClose(Background.start(far, Command.java(HttpSource.class, List.of("--listen", "[::]:8080")))
                        .ready());
        for (String host : new String[] {"192.0.2.2", "[2001:db8:200::2]"}) {
            Json got = download(host);
            System.out.println("a host behind the client downloads from " + host + ": " + got);
        }
        String client = state(anna.host());
        String server = state(SITE.server().host());
        assertThat(client).contains("mwb0").isNotEqualTo(clientBefore);

        for (End end : new End[] {anna, SITE.server()}) {
            end.runtime().kill();
            end.runtime().start(end.host());
        }
        SITE.awaitUp(anna);
        reachesAll();
        Waiter.until("the client's routes as before the kill", SOON, () -> state(anna.host())
                .equals(client));
        Waiter.until("the server's routes as before the kill", SOON, () -> state(
                        SITE.server().host())
                .equals(server));

        anna.runtime().stop();
        SITE.server().runtime().stop();
        assertThat(state(anna.host())).isEqualTo(clientBefore);
        assertThat(state(SITE.server().host())).isEqualTo(serverBefore);
    }

    private static Json download(String host) throws IOException {
        String[] words = {"--url", "http://" + host + ":8080/5000000"};
        return Background.start(lan, Command.java(HttpDownload.class, List.of(words)))
                .result(SOON);
    }

    private static void reachesAll() throws IOException {
        for (String goal : GOALS) {
            Waiter.until(goal + " to answer the LAN", SOON, () -> End.pings(lan, goal));
        }
    }

    private static String tentative() throws IOException {
        String all = anna.host().ip("-6 address show tentative").out();
        return all + SITE.server().host().ip("-6 address show tentative").out();
    }

    /** Rules, routes, tables of the firewall and whether packets are forwarded. */
    private static String state(Namespace host) throws IOException {
        String all = "ip rule; ip -6 rule; ip route show table all; ip -6 route show table all; nft list ruleset;"
                + " sysctl net.ipv4.ip_forward net.ipv6.conf.all.forwarding";
        return host.exec("sh", "-c", all).out();
    }
}
