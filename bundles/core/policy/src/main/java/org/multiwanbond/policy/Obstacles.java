package org.multiwanbond.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.tunnel.TunnelState;

/** Finds what of the host stands in the way and says what to do. Confined to the control thread. */
final class Obstacles {
    private static final String STRICT = "1";
    private static final String LEGACY = "/proc/net/ip_tables_names";
    private static final Pattern TABLE = Pattern.compile("\\s*table (\\S+ \\S+) \\{");
    private static final Pattern CHAIN = Pattern.compile("\\s*chain (\\S+) \\{");

    private final Commands commands;

    Obstacles(Commands commands) {
        this.commands = commands;
    }

    /** One sentence for each obstacle there is now. */
    List<String> find(Settings settings, TunnelState tunnel, Host host) {
        List<String> found = new ArrayList<>();
        strictFilters(settings, host, found);
        Set<String> ports = settings.bond().listen().stream()
                .map(listen -> String.valueOf(listen.port()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!ports.isEmpty()) {
            firewalls(
                    "input",
                    ports,
                    " drops what comes in: accept UDP port " + String.join(", ", ports) + " there.",
                    found);
        }
        if (tunnel.device().isEmpty()) {
            return found;
        }
        if (settings.tunnel().forward()) {
            String device = tunnel.device();
            firewalls(
                    "forward",
                    Set.of(device),
                    " drops forwarded packets: accept those from and to " + device + " there.",
                    found);
        } else {
            forwardingOff(settings, found);
        }
        if (settings.bond().role() != Role.SERVER
                && !tunnel.pushedDns().isEmpty()
                && host.nameServerTool().isEmpty()) {
            found.add(
                    "The name servers of the tunnel cannot be set, for neither systemd-resolved nor resolvconf is here: put"
                            + " 'nameserver " + tunnel.pushedDns().get(0).getHostAddress()
                            + "' into /etc/resolv.conf.");
        }
        return found;
    }

    /** With several links the way back to the server is one link's for the kernel, so that the others look forged. */
    private void strictFilters(Settings settings, Host host, List<String> found) {
        if (settings.wans().stream().filter(wan -> wan.role() != LinkRole.OFF).count() < 2) {
            return;
        }
        String all = commands.sysctl("net/ipv4/conf/all/rp_filter").orElse("0");
        settings.wans().stream().flatMap(host::devicesOf).distinct().forEach(device -> {
            String own =
                    commands.sysctl("net/ipv4/conf/" + device + "/rp_filter").orElse(all);
            // The kernel takes the larger of the two.
            if (own.compareTo(all) < 0 ? all.equals(STRICT) : own.equals(STRICT)) {
                found.add("Strict reverse path filtering may drop the tunnel's packets on " + device
                        + ": run 'sysctl -w net/ipv4/conf/" + device + "/rp_filter=2'.");
            }
        });
    }

    private void forwardingOff(Settings settings, List<String> found) {
        boolean isNeeded =
                settings.peers().stream().anyMatch(peer -> !peer.routes().isEmpty());
        if (isNeeded && !commands.sysctl("net/ipv4/ip_forward").equals(Optional.of("1"))) {
            found.add("Forwarding is off, so networks behind peers reach this host only:"
                    + " set forward=true in etc/org.multiwanbond.tunnel.cfg.");
        }
    }

    /** Chains of others that drop what is ours and whose table does not mention it. */
    private void firewalls(String hook, Collection<String> marks, String remedy, List<String> found) {
        if (commands.has("nft")) {
            String table = "";
            String chain = "";
            for (String line : said("nft", "list", "chains").toList()) {
                Matcher tableStart = TABLE.matcher(line);
                Matcher chainStart = CHAIN.matcher(line);
                table = tableStart.lookingAt() ? tableStart.group(1) : table;
                chain = chainStart.lookingAt() ? chainStart.group(1) : chain;
                boolean drops = line.contains("hook " + hook + " ") && line.contains("policy drop");
                if (drops && !mentions(said(("nft list table " + table).split(" ")), marks)) {
                    found.add("Chain " + chain + " of nftables table '" + table + "'" + remedy);
                }
            }
        }
        // The program would load the modules it asks; the file tells whether they are in use.
        boolean isLegacy = commands.has("iptables-legacy") && commands.has(LEGACY);
        if (isLegacy && said("cat", LEGACY).anyMatch("filter"::equals)) {
            String chain = hook.toUpperCase(Locale.ROOT);
            List<String> rules = said("iptables-legacy", "-S").toList();
            if (rules.contains("-P " + chain + " DROP") && !mentions(rules.stream(), marks)) {
                found.add("Chain " + chain + " of iptables-legacy" + remedy);
            }
        }
    }

    private static boolean mentions(Stream<String> rules, Collection<String> marks) {
        return rules.flatMap(rule -> Stream.of(rule.split("[^\\w.-]+"))).anyMatch(marks::contains);
    }

    /** The lines a command wrote, none if it failed. */
    private Stream<String> said(String... words) {
        try {
            return commands.run(words).lines();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
