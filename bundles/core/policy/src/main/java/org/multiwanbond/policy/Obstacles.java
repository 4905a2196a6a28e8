package org.multiwanbond.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.HostPort;

/** Finds what stands in the way of tunnelled traffic on this host, and says what to do. Confined to the control thread. */
final class Obstacles {
    private static final String FILTER = "net/ipv4/conf/";

    private final Host host;

    Obstacles(Host host) {
        this.host = host;
    }

    /** One sentence for each obstacle. */
    List<String> find(Settings settings, String device) {
        List<String> result = new ArrayList<>();
        reversePaths(settings, result);
        forwarding(settings, result);
        firewalls(settings, device, result);
        return result;
    }

    private void reversePaths(Settings settings, List<String> result) {
        boolean everything = settings.tunnel().routes().stream().anyMatch(route -> route.lengthBits() == 0);
        if (settings.wans().size() < 2 && !everything) {
            return;
        }
        for (WanSettings wan : settings.wans()) {
            // Linux ip-sysctl, rp_filter: "The max value from conf/{all,interface}/rp_filter is used"; 1 is strict.
            String device = wan.device().orElse("");
            int filter = Math.max(number(FILTER + "all/rp_filter"), number(FILTER + device + "/rp_filter"));
            if (!device.isEmpty() && filter == 1) {
                result.add("rp_filter=1 makes the kernel drop what link " + wan.id() + " receives on " + device
                        + ": run sysctl -w net.ipv4.conf.all.rp_filter=2 and put it into /etc/sysctl.d.");
            }
        }
    }

    private int number(String setting) {
        return host.settings()
                .read(setting)
                .filter(text -> text.matches("\\d+"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private void forwarding(Settings settings, List<String> result) {
        boolean missing = number("net/ipv4/ip_forward") == 0;
        if (settings.tunnel().forward() && missing) {
            result.add("forward=true, but this host does not forward packets: run sysctl -w net.ipv4.ip_forward=1.");
        }
        boolean networks =
                settings.peers().stream().anyMatch(peer -> !peer.routes().isEmpty());
        if (!settings.tunnel().forward() && missing && networks) {
            result.add("Peers have networks behind them, but this host forwards nothing: set forward=true in"
                    + " etc/org.multiwanbond.tunnel.cfg.");
        }
    }

    private void firewalls(Settings settings, String device, List<String> result) {
        List<FirewallChain> chains = chains();
        for (FirewallChain chain : chains) {
            if (settings.tunnel().forward() && chain.drops("forward") && !chain.mentions(device)) {
                result.add("The firewall chain " + chain.name() + " drops forwarded packets: let those of device "
                        + device + " pass in both directions.");
            }
            portOf(settings)
                    .filter(port -> chain.drops("input") && !chain.mentions(port))
                    .ifPresent(port -> result.add("The firewall chain " + chain.name()
                            + " drops incoming packets: let UDP port " + port + " in."));
        }
    }

    private static Optional<String> portOf(Settings settings) {
        return settings.bond().listen().stream()
                .filter(listen -> settings.bond().role() == Role.SERVER)
                .map(HostPort::port)
                .map(String::valueOf)
                .findFirst();
    }

    private List<FirewallChain> chains() {
        if (host.commands().isPresent("nft")) {
            return FirewallChain.ofNft(
                    host.commands().run("nft", "list", "ruleset").output());
        }
        List<FirewallChain> result = new ArrayList<>();
        for (String program : List.of("iptables", "ip6tables")) {
            if (host.commands().isPresent(program)) {
                result.addAll(FirewallChain.ofIptables(
                        program, host.commands().run(program, "-S").output()));
            }
        }
        return result;
    }
}
