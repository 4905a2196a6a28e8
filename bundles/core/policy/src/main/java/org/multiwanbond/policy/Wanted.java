package org.multiwanbond.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.tunnel.TunnelState;

/** What is to be on the host for given settings and tunnel, in the order of installation. Thread-safe: immutable. */
final class Wanted {
    /** Rules of links' own addresses; before ours, far behind local's 0, before main's 32 766. */
    static final int FIRST_PRIORITY = 29_999;

    /** The longest prefix, 128, comes first: {@code BASE + 2 * (128 - length)} and the one after it. */
    private static final int BASE_PRIORITY = 30_000;

    static final int LAST_PRIORITY = BASE_PRIORITY + 2 * Addresses.IPV6_BYTES * 8 + 1;

    static final String IPV6_FORWARDING = "net/ipv6/conf/all/forwarding";

    private static final String MAIN = "lookup main";
    private static final String OURS =
            "not fwmark 0x" + Integer.toHexString(SocketSettings.TUNNEL_MARK) + " lookup " + Route.TABLE;

    private final Settings settings;
    private final TunnelState tunnel;
    private final Host host;
    private final List<Prefix> networks;

    Wanted(Settings settings, TunnelState tunnel, Host host) {
        this.settings = settings;
        this.tunnel = tunnel;
        this.host = host;
        networks = Stream.of(tunnel.pushedRoutes(), settings.tunnel().routes(), behindPeers())
                .flatMap(Collection::stream)
                .map(Prefix::network)
                .filter(network -> host.ipv6() || !network.isIpv6())
                .distinct()
                .toList();
    }

    /** Networks behind the peers of a server. */
    private List<Prefix> behindPeers() {
        return settings.peers().stream()
                .map(PeerSettings::routes)
                .flatMap(Collection::stream)
                .toList();
    }

    /** The parts, none while there is no tunnel device. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (tunnel.device().isEmpty()) {
            return parts;
        }
        networks.forEach(network -> parts.add(route(network)));
        for (boolean ipv6 : new boolean[] {false, true}) {
            addRules(
                    parts,
                    networks.stream()
                            .filter(network -> network.isIpv6() == ipv6)
                            .toList());
        }
        if (networks.stream().anyMatch(network -> network.lengthBits() == 0 && !network.isIpv6())) {
            // Where rp_filter is strict and a firewall restores the mark of an answer, the mark must count.
            parts.add(new Sysctl("net/ipv4/conf/all/src_valid_mark", "1"));
        }
        if (settings.tunnel().forward()) {
            addForwarding(parts);
        }
        if (settings.bond().role() != Role.SERVER
                && !tunnel.pushedDns().isEmpty()
                && !host.nameServerTool().isEmpty()) {
            parts.add(new NameServers(host.nameServerTool(), tunnel.device(), tunnel.pushedDns(), hasDefault()));
        }
        return parts;
    }

    private boolean hasDefault() {
        return networks.stream().anyMatch(network -> network.lengthBits() == 0);
    }

    /** A default route of a family the tunnel has no address of leads nowhere: neither around the tunnel nor to silence. */
    private Route route(Prefix network) {
        boolean usable = network.lengthBits() > 0
                || tunnel.addresses().stream().anyMatch(own -> own.isIpv6() == network.isIpv6());
        return new Route(network, usable ? tunnel.device() : Route.NOWHERE);
    }

    /**
     * The longest prefix of main and our table together wins, main's of two equal ones except for the default: for each
     * length of ours, first main is asked for that length or longer, then our table.
     */
    private void addRules(List<Part> parts, List<Prefix> ofFamily) {
        ofFamily.stream().map(Prefix::lengthBits).distinct().forEach(length -> {
            boolean ipv6 = ofFamily.get(0).isIpv6();
            int priority = BASE_PRIORITY + 2 * (Addresses.IPV6_BYTES * 8 - length);
            if (length == 0) {
                if (asksOutside()) {
                    parts.add(new Rule(ipv6, FIRST_PRIORITY, "iif lo dport 53 " + MAIN));
                }
                wanAddresses(ipv6)
                        .forEach(own ->
                                parts.add(new Rule(ipv6, FIRST_PRIORITY, "from " + Addresses.text(own) + " " + MAIN)));
                parts.add(new Rule(ipv6, priority, MAIN + " suppress_prefixlength 0"));
                parts.add(new Rule(ipv6, priority + 1, OURS));
            } else {
                String longer = " suppress_prefixlength " + (length - 1);
                parts.add(new Rule(ipv6, priority, MAIN + longer));
                parts.add(new Rule(ipv6, priority + 1, OURS + longer));
            }
        });
    }

    /** Without a session the server's name cannot be asked through the tunnel; of this host alone, so that no other leaks. */
    private boolean asksOutside() {
        Stream<HostPort> servers = Stream.concat(
                settings.bond().server().stream(), settings.wans().stream().flatMap(wan -> wan.server().stream()));
        return !tunnel.up() && servers.anyMatch(server -> isName(server.host()));
    }

    private static boolean isName(String host) {
        try {
            Addresses.parse(host);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** Answers of a link's own address leave by the links, and strict rp_filter sees the way back of what comes in. */
    private Stream<InetAddress> wanAddresses(boolean ipv6) {
        return settings.wans().stream()
                .flatMap(host::addressesOf)
                .filter(own -> own.getAddress().length == (ipv6 ? Addresses.IPV6_BYTES : Addresses.IPV4_BYTES))
                .distinct();
    }

    private void addForwarding(List<Part> parts) {
        parts.add(new Sysctl("net/ipv4/ip_forward", "1"));
        if (host.ipv6()) {
            // Else a link would lose the IPv6 default route it has from its router.
            host.advertised().stream()
                    .filter(device -> !device.equals(tunnel.device()))
                    .forEach(device -> parts.add(new Sysctl(acceptRa(device), "2")));
            parts.add(new Sysctl(IPV6_FORWARDING, "1"));
        }
        if (settings.tunnel().masquerade() && settings.bond().role() != Role.CLIENT) {
            List<Prefix> sources = Stream.of(tunnel.addresses(), leases(), behindPeers())
                    .flatMap(Collection::stream)
                    .map(Prefix::network)
                    .distinct()
                    .toList();
            parts.add(NftTable.masquerade(
                    tunnel.device(),
                    sources.stream().filter(one -> isOutermost(one, sources)).toList()));
        }
    }

    /** The kernel parameter that says whether a device takes routes from router advertisements. */
    static String acceptRa(String device) {
        return "net/ipv6/conf/" + device + "/accept_ra";
    }

    private List<Prefix> leases() {
        return settings.peers().stream()
                .map(PeerSettings::addresses)
                .flatMap(Collection::stream)
                .toList();
    }

    private static boolean isOutermost(Prefix one, List<Prefix> all) {
        return all.stream().noneMatch(other -> !other.equals(one) && other.contains(one));
    }
}
