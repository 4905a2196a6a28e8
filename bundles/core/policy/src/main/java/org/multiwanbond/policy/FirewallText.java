package org.multiwanbond.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.multiwanbond.api.net.Prefix;

/** Writes the chains of our nftables table. Confined to one thread. */
final class FirewallText {
    private final String device;

    FirewallText(String device) {
        this.device = "\"" + device + "\"";
    }

    /**
     * The chains on one line.
     *
     * @param masqueraded networks whose packets leave by other devices with the host's own address
     */
    String chains(List<Prefix> masqueraded) {
        String clamp = "tcp flags syn tcp option maxseg size set rt mtu;";
        String forward = "chain forward { type filter hook forward priority filter; policy accept; oifname " + device
                + " " + clamp + " iifname " + device + " " + clamp + " }";
        String rules = masqueraded.stream().map(this::masquerade).collect(Collectors.joining(" "));
        return rules.isEmpty()
                ? forward
                : forward + " chain postrouting { type nat hook postrouting priority srcnat; policy accept; " + rules
                        + " }";
    }

    private String masquerade(Prefix network) {
        String family = network.isIpv6() ? "ip6" : "ip";
        return "oifname != " + device + " " + family + " saddr " + network + " " + family + " daddr != " + network
                + " masquerade;";
    }
}
