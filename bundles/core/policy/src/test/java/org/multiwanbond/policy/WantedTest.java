package org.multiwanbond.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.policy.Scenes.client;
import static org.multiwanbond.policy.Scenes.device;
import static org.multiwanbond.policy.Scenes.prefixes;
import static org.multiwanbond.policy.Scenes.server;
import static org.multiwanbond.policy.Scenes.tunnel;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.tunnel.TunnelState;

class WantedTest {
    private static final String LITERAL = "203.0.113.1:7000";

    private static List<String> texts(Settings settings, TunnelState tunnel, Host host) {
        return new Wanted(settings, tunnel, host)
                .parts().stream().map(Part::text).toList();
    }

    private static Host host(String... wanAddresses) {
        return new Host(true, List.of("wan0"), "resolvectl", List.of(device("wan0", wanAddresses)));
    }

    @Test
    void sendsEverythingIntoTheTunnelExceptTheTunnelItself() {
        assertThat(texts(
                        client(LITERAL, List.of("wan0"), false, "0.0.0.0/0", "::/0"),
                        tunnel(true, "10.99.0.2/32", "fd99::2/128"),
                        host("198.51.100.2/24", "fe80::1/64")))
                .containsExactly(
                        "route 0.0.0.0/0 mwb0",
                        "route ::/0 mwb0",
                        "rule 4 29999 from 198.51.100.2 lookup main",
                        "rule 4 30256 lookup main suppress_prefixlength 0",
                        "rule 4 30257 not fwmark 0x4d5742 lookup 5068610",
                        "rule 6 30256 lookup main suppress_prefixlength 0",
                        "rule 6 30257 not fwmark 0x4d5742 lookup 5068610",
                        "sysctl net/ipv4/conf/all/src_valid_mark 1");
    }

    @Test
    void letsTheLongestPrefixOfMainAndOurTableWin() {
        TunnelState pushed =
                new TunnelState("mwb0", true, prefixes("10.99.0.2/24"), prefixes("10.1.2.0/24"), List.of());
        assertThat(texts(client(LITERAL, List.of(), false, "10.0.0.0/8"), pushed, host()))
                .containsExactly(
                        "route 10.1.2.0/24 mwb0",
                        "route 10.0.0.0/8 mwb0",
                        "rule 4 30208 lookup main suppress_prefixlength 23",
                        "rule 4 30209 not fwmark 0x4d5742 lookup 5068610 suppress_prefixlength 23",
                        "rule 4 30240 lookup main suppress_prefixlength 7",
                        "rule 4 30241 not fwmark 0x4d5742 lookup 5068610 suppress_prefixlength 7");
    }

    @Test
    void leadsTheDefaultOfAFamilyTheTunnelLacksNowhere() {
        assertThat(texts(client(LITERAL, List.of(), false, "0.0.0.0/0", "::/0"), tunnel(true, "10.99.0.2/32"), host()))
                .contains("route 0.0.0.0/0 mwb0", "route ::/0 -");
    }

    @Test
    void wantsTheSameWithoutASessionExceptThatTheServersNameIsAskedOutside() {
        Settings named = client("bond.example:7000", List.of(), false, "0.0.0.0/0");
        List<String> up = texts(named, tunnel(true, "10.99.0.2/32"), host());
        List<String> down = texts(named, tunnel(false, "10.99.0.2/32"), host());
        assertThat(down).containsAll(up).hasSize(up.size() + 1).contains("rule 4 29999 iif lo dport 53 lookup main");
        Settings literal = client(LITERAL, List.of(), false, "0.0.0.0/0");
        assertThat(texts(literal, tunnel(false, "10.99.0.2/32"), host())).isEqualTo(up);
    }

    @Test
    void forwardsAndMasqueradesOnAServer() {
        List<Part> parts = new Wanted(server(true, true), tunnel(true, "10.99.0.1/24", "fd99::1/64"), host()).parts();
        assertThat(parts.stream().map(Part::text))
                .containsExactly(
                        "route 192.168.7.0/24 mwb0",
                        "route fd07::/48 mwb0",
                        "rule 4 30208 lookup main suppress_prefixlength 23",
                        "rule 4 30209 not fwmark 0x4d5742 lookup 5068610 suppress_prefixlength 23",
                        "rule 6 30160 lookup main suppress_prefixlength 47",
                        "rule 6 30161 not fwmark 0x4d5742 lookup 5068610 suppress_prefixlength 47",
                        "sysctl net/ipv4/ip_forward 1",
                        "sysctl net/ipv6/conf/wan0/accept_ra 2",
                        "sysctl net/ipv6/conf/all/forwarding 1",
                        "nft");
        assertThat(((NftTable) parts.get(parts.size() - 1)).chains())
                .contains("oifname != \"mwb0\" ip saddr 10.99.0.0/24 masquerade")
                .contains("oifname != \"mwb0\" ip6 saddr fd07::/48 masquerade")
                .doesNotContain("10.99.0.2");
    }

    @Test
    void neverMasqueradesOnAClient() {
        assertThat(texts(client(LITERAL, List.of(), true, "0.0.0.0/0"), tunnel(true, "10.99.0.2/32"), host()))
                .contains("sysctl net/ipv4/ip_forward 1")
                .doesNotContain("nft");
    }

    @Test
    void wantsNothingWithoutADevice() {
        assertThat(texts(server(true, true), TunnelState.NONE, host())).isEmpty();
    }

    @Test
    void leavesIpv6AloneWhereTheKernelHasNone() {
        Host ipv4Only = new Host(false, List.of(), "", List.of());
        assertThat(texts(server(true, true), tunnel(true, "10.99.0.1/24"), ipv4Only))
                .noneMatch(text -> text.contains(" 6 ") || text.contains("ipv6") || text.contains("::"));
    }

    @Test
    void setsTheNameServersAServerPushed() {
        TunnelState pushed = new TunnelState(
                "mwb0", true, prefixes("10.99.0.2/32"), List.of(), List.of(Addresses.parse("10.99.0.1")));
        assertThat(new Wanted(client(LITERAL, List.of(), false, "0.0.0.0/0"), pushed, host()).parts())
                .endsWith(new NameServers("resolvectl", "mwb0", pushed.pushedDns(), true));
    }
}
