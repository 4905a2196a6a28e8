package org.multiwanbond.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.tunnel.TunnelState;

/** Turns settings and the state of the tunnel into a plan. Confined to one thread, used once. */
final class Planner {
    private final Settings settings;
    private final TunnelState tunnel;
    private final boolean routed;
    private final Host host;
    private final List<Item> items = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    /**
     * A planner.
     *
     * @param routed whether a session was up since the device is there: routes then stay while it is re-established
     */
    Planner(Settings settings, TunnelState tunnel, boolean routed, Host host) {
        this.settings = settings;
        this.tunnel = tunnel;
        this.routed = routed;
        this.host = host;
    }

    Plan plan() {
        if (tunnel.device().isEmpty()) {
            return Plan.NONE;
        }
        if (settings.tunnel().forward()) {
            forwarding();
        }
        if (routed || isServer()) {
            routes();
            nameServers();
        }
        firewall();
        return new Plan(items, sentences);
    }

    private boolean isServer() {
        return settings.bond().role() == Role.SERVER;
    }

    private void forwarding() {
        // Linux ip-sysctl: a forwarding host ignores router advertisements unless accept_ra is 2; it would lose its own
        // IPv6 default route. So that comes first.
        for (String device : host.settings().names("net/ipv6/conf")) {
            String name = "net/ipv6/conf/" + device + "/accept_ra";
            boolean real = !device.equals("lo") && !device.equals("all") && !device.equals("default");
            if (real && !device.equals(tunnel.device())) {
                setting(name, "1", "2");
            }
        }
        setting("net/ipv4/ip_forward", "0", "1");
        setting("net/ipv6/conf/all/forwarding", "0", "1");
    }

    /** Changes a setting if it is what it would be changed from, or has been changed by us already. */
    private void setting(String name, String former, String value) {
        String present = host.settings().read(name).orElse("");
        if (present.equals(former) || present.equals(value)) {
            items.add(new SettingItem(name, present, value));
        }
    }

    private void routes() {
        List<Prefix> wanted = Stream.of(
                        settings.tunnel().routes().stream(),
                        tunnel.pushedRoutes().stream(),
                        settings.peers().stream().flatMap(peer -> peer.routes().stream()))
                .flatMap(networks -> networks)
                .map(Prefix::network)
                .distinct()
                .toList();
        for (boolean ipv6 : new boolean[] {false, true}) {
            List<Prefix> family =
                    wanted.stream().filter(network -> network.isIpv6() == ipv6).toList();
            if (hasAddress(ipv6)) {
                routes(ipv6, family);
            } else if (family.stream().anyMatch(network -> network.lengthBits() == 0)) {
                sentences.add((ipv6 ? "IPv6" : "IPv4") + " is not routed into the tunnel, because " + tunnel.device()
                        + " has no address of that family; such traffic leaves outside the tunnel.");
            }
        }
    }

    private boolean hasAddress(boolean ipv6) {
        return tunnel.addresses().isEmpty() || tunnel.addresses().stream().anyMatch(own -> own.isIpv6() == ipv6);
    }

    private void routes(boolean ipv6, List<Prefix> networks) {
        networks.forEach(network -> items.add(new RouteItem(network, tunnel.device())));
        TreeSet<Integer> lengths =
                networks.stream().map(Prefix::lengthBits).collect(Collectors.toCollection(TreeSet::new));
        if (lengths.contains(0) && !tunnel.up() && !isServer()) {
            items.add(new DirectNamesItem(ipv6));
        }
        lengths.descendingSet().forEach(length -> items.add(new RuleItem(ipv6, length)));
    }

    private void nameServers() {
        if (tunnel.pushedDns().isEmpty() || isServer()) {
            return;
        }
        String servers =
                tunnel.pushedDns().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
        boolean all = settings.tunnel().routes().stream().anyMatch(network -> network.lengthBits() == 0);
        Stream.of(NameServerItem.RESOLVECTL, NameServerItem.RESOLVCONF)
                .filter(host.commands()::isPresent)
                .findFirst()
                .ifPresentOrElse(
                        program -> items.add(new NameServerItem(program, tunnel.device(), servers, all)),
                        () -> sentences.add("The server offers the name servers " + servers
                                + ", but neither resolvectl nor resolvconf is installed: install one of them, or write"
                                + " them into /etc/resolv.conf yourself."));
    }

    private void firewall() {
        TunnelSettings wanted = settings.tunnel();
        boolean masquerade = isServer() && wanted.forward() && wanted.masquerade();
        if (!wanted.forward()) {
            return;
        }
        if (host.commands().isPresent("nft")) {
            items.add(new FirewallItem(new FirewallText(tunnel.device()).chains(masquerade ? sources() : List.of())));
        } else if (masquerade) {
            sentences.add("masquerade=auto needs the program nft, which is not installed: run apt-get install nftables,"
                    + " or set masquerade=off.");
        }
    }

    /** The networks whose packets come out of the tunnel. */
    private List<Prefix> sources() {
        return Stream.concat(
                        settings.tunnel().addresses().stream(),
                        settings.peers().stream().map(PeerSettings::routes).flatMap(List::stream))
                .map(Prefix::network)
                .distinct()
                .toList();
    }
}
