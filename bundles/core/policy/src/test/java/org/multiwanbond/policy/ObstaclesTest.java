package org.multiwanbond.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.policy.Scenes.client;
import static org.multiwanbond.policy.Scenes.server;
import static org.multiwanbond.policy.Scenes.tunnel;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.tunnel.TunnelState;

class ObstaclesTest {
    private static final String CHAINS =
            """
            table ip filter {
            \tchain FORWARD {
            \t\ttype filter hook forward priority filter; policy drop;
            \t}
            }
            table inet host {
            \tchain in {
            \t\ttype filter hook input priority filter; policy drop;
            \t}
            \tchain out {
            \t\ttype filter hook output priority filter; policy drop;
            \t}
            }
            """;

    private static final Settings TWO_LINKS = client("203.0.113.1:7000", List.of("wan0", "wan1"), true, "0.0.0.0/0");

    private final FakeKernel kernel = new FakeKernel();

    private List<String> find(Settings settings) {
        return find(settings, tunnel(true, "10.99.0.2/32"));
    }

    private List<String> find(Settings settings, TunnelState tunnel) {
        return new Obstacles(kernel).find(settings, tunnel, new Host(true, List.of(), "", List.of()));
    }

    private void firewall(String forwardRules, String inputRules) {
        kernel.answers.put("nft list chains", CHAINS);
        kernel.answers.put("nft list table ip filter", forwardRules);
        kernel.answers.put("nft list table inet host", inputRules);
    }

    @Test
    void findsNothingOnAPlainHost() {
        assertThat(find(server(true, true))).isEmpty();
        assertThat(find(TWO_LINKS)).isEmpty();
    }

    @Test
    void namesStrictReversePathFiltersWhereThereAreSeveralLinks() {
        kernel.parameters.put("net/ipv4/conf/all/rp_filter", "1");
        kernel.parameters.put("net/ipv4/conf/wan0/rp_filter", "2");
        kernel.parameters.put("net/ipv4/conf/wan1/rp_filter", "0");
        assertThat(find(TWO_LINKS))
                .containsExactly("Strict reverse path filtering may drop the tunnel's packets on wan1:"
                        + " run 'sysctl -w net/ipv4/conf/wan1/rp_filter=2'.");
        assertThat(find(client("203.0.113.1:7000", List.of("wan1"), true))).isEmpty();
    }

    @Test
    void namesMissingForwarding() {
        assertThat(find(server(false, true))).singleElement().asString().startsWith("Forwarding is off");
        kernel.parameters.put("net/ipv4/ip_forward", "1");
        assertThat(find(server(false, true))).isEmpty();
    }

    @Test
    void namesFirewallsThatDropOurs() {
        firewall("ip saddr 10.99.0.0/24 oifname \"mwb01\" accept", "tcp dport 22 accept");
        assertThat(find(server(true, true)))
                .containsExactly(
                        "Chain in of nftables table 'inet host' drops what comes in: accept UDP port 7000 there.",
                        "Chain FORWARD of nftables table 'ip filter' drops forwarded packets:"
                                + " accept those from and to mwb0 there.");
    }

    @Test
    void believesAFirewallThatNamesOurs() {
        firewall("oifname \"mwb0\" accept", "udp dport { 53, 7000 } accept");
        assertThat(find(server(true, true))).isEmpty();
    }

    @Test
    void readsLegacyIptables() {
        kernel.programs.addAll(List.of("iptables-legacy", "/proc/net/ip_tables_names"));
        kernel.answers.put("cat /proc/net/ip_tables_names", "nat\nfilter\n");
        kernel.answers.put("iptables-legacy -S", "-P INPUT ACCEPT\n-P FORWARD DROP\n-P OUTPUT ACCEPT\n");
        assertThat(find(TWO_LINKS)).singleElement().asString().startsWith("Chain FORWARD of iptables-legacy drops");
    }

    @Test
    void saysWhereNameServersCannotBeSet() {
        TunnelState pushed = new TunnelState("mwb0", true, List.of(), List.of(), List.of(Addresses.parse("10.99.0.1")));
        assertThat(find(TWO_LINKS, pushed)).singleElement().asString().contains("'nameserver 10.99.0.1'");
    }
}
