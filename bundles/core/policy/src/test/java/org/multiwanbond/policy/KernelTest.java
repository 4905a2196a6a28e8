package org.multiwanbond.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.tck.Requirement;

/** A gateway process in a network namespace of its own, against the real kernel. */
@Timeout(60)
class KernelTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir
    Path data;

    private Lab lab;
    private Namespace host;
    private String before;

    @BeforeEach
    void create() throws IOException {
        Requirement.met(Lab.obstacle());
        Requirement.met(new SystemCommands().has("nft") ? "" : "there is no nft here: apt-get install nftables");
        lab = new Lab();
        host = lab.namespace("gateway");
        host.ip("link add wan0 type veth peer name mwb0");
        // Else link-local addresses come while the test looks.
        host.ip("link set wan0 addrgenmode none");
        host.ip("link set mwb0 addrgenmode none");
        host.ip("link set wan0 up");
        host.address("wan0", "198.51.100.2/24");
        host.route("default via 198.51.100.1 dev wan0");
        host.ip("link set mwb0 up");
        host.address("mwb0", "10.99.0.1/24");
        host.address("mwb0", "fd99::1/64");
        before = everything();
    }

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    /** All that a gateway may change, as text. */
    private String everything() throws IOException {
        return host.exec(
                        "sh",
                        "-c",
                        "ip -4 rule; ip -6 rule; ip -4 route show table all; ip -6 route show table all | grep -v ff00;"
                                + " nft list ruleset; cd /proc/sys/net; cat ipv4/ip_forward"
                                + " ipv4/conf/all/src_valid_mark ipv6/conf/all/forwarding ipv6/conf/wan0/accept_ra")
                .out();
    }

    private Process start(String role) throws IOException {
        String journal = data.resolve("policy.journal").toString();
        Process process = host.inside(Command.java(GatewayProcess.class, List.of(journal, role)))
                .start();
        lab.onClose(process::destroyForcibly);
        return process;
    }

    private void await(String command, String words) throws IOException {
        Waiter.until("'" + words + "'", LIMIT, () -> host.exec("sh", "-c", command)
                .out()
                .contains(words));
    }

    private void stop(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(everything()).isEqualTo(before);
        assertThat(data.resolve("policy.journal")).doesNotExist();
    }

    @Test
    void routesAndMasqueradesAndTakesItBack() throws IOException, InterruptedException {
        Process server = start("server");
        await("nft list ruleset", "ip6 saddr fd07::/48 masquerade");
        assertThat(host.ip("route get 192.168.7.5").out()).contains("dev mwb0");
        assertThat(host.ip("-6 route get fd07::5").out()).contains("dev mwb0");
        assertThat(host.ip("route get 192.168.7.5 mark 0x4d5742").out()).contains("dev wan0");
        assertThat(host.exec("cat", "/proc/sys/net/ipv4/ip_forward").out()).startsWith("1");
        stop(server);
    }

    @Test
    void sendsTheDefaultIntoTheTunnelButNotTheTunnelItself() throws IOException, InterruptedException {
        Process client = start("client");
        await("cat /proc/sys/net/ipv6/conf/all/forwarding", "1");
        assertThat(host.ip("route get 203.0.113.9").out()).contains("dev mwb0");
        assertThat(host.ip("route get 203.0.113.9 mark 0x4d5742").out()).contains("dev wan0");
        assertThat(host.ip("route get 198.51.100.7").out()).contains("dev wan0");
        assertThat(host.inside(Command.of("ip", "route", "get", "2001:db8::1"))
                        .run()
                        .err())
                .contains("No route to host");
        stop(client);
    }

    @Test
    void takesBackAtTheNextStartWhatAKilledProcessLeft() throws IOException, InterruptedException {
        Process killed = start("server");
        await("nft list ruleset", "masquerade");
        killed.destroyForcibly().waitFor();
        assertThat(everything()).isNotEqualTo(before);
        Process idle = start("idle");
        Waiter.until("nothing to be left", LIMIT, () -> everything().equals(before));
        stop(idle);
        Process again = start("client");
        await("ip rule", "30257");
        again.destroyForcibly().waitFor();
        assertThat(Files.readString(data.resolve("policy.journal"))).contains("rule 4 30257");
        stop(start("idle"));
    }

    @Test
    void putsBackWhatAReloadedFirewallForgot() throws IOException, InterruptedException {
        Process server = start("server");
        await("nft list ruleset", "masquerade");
        host.exec("nft", "flush", "ruleset");
        host.ip("rule flush");
        host.ip("rule add lookup main priority 32766");
        host.ip("rule add lookup default priority 32767");
        await("nft list ruleset; ip rule", "masquerade");
        stop(server);
    }
}
