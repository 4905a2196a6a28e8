package org.multiwanbond.policy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.multiwanbond.api.net.Addresses;

/**
 * Name servers reached through the tunnel. Thread-safe: immutable.
 *
 * @param tool {@code resolvectl} or {@code resolvconf}
 * @param device kernel name of the tunnel
 * @param servers their addresses
 * @param forAll whether all names are asked there, as where everything else goes through the tunnel
 */
record NameServers(String tool, String device, List<InetAddress> servers, boolean forAll) implements Part {
    static final String RESOLVECTL = "resolvectl";
    static final String RESOLVCONF = "resolvconf";

    NameServers {
        servers = List.copyOf(servers);
    }

    /** The tool this host has; empty if it has none. */
    static String tool(Commands commands) {
        // Asking resolvectl would start a resolver that is not in use.
        if (commands.has(RESOLVECTL) && commands.has("/run/systemd/resolve/resolv.conf")) {
            return RESOLVECTL;
        }
        return commands.has(RESOLVCONF) ? RESOLVCONF : "";
    }

    @Override
    public String key() {
        return "dns " + tool + " " + device;
    }

    @Override
    public void install(Commands commands) throws IOException {
        if (tool.equals(RESOLVCONF)) {
            String lines = servers.stream()
                    .map(server -> "nameserver " + Addresses.text(server) + "\n")
                    .collect(Collectors.joining());
            commands.run(lines, List.of(RESOLVCONF, "-a", device));
            return;
        }
        List<String> words = new ArrayList<>(List.of(RESOLVECTL, "dns", device));
        servers.forEach(server -> words.add(Addresses.text(server)));
        commands.run("", words);
        commands.run(RESOLVECTL, "domain", device, forAll ? "~." : "");
    }

    @Override
    public void remove(Commands commands, String memory) throws IOException {
        Part.remove(() -> {
            if (tool.equals(RESOLVCONF)) {
                commands.run(RESOLVCONF, "-d", device);
            } else {
                commands.run(RESOLVECTL, "revert", device);
            }
        });
    }

    @Override
    public String text() {
        return key();
    }
}
