package org.multiwanbond.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;

/** Reads {@code org.multiwanbond.tunnel}. Thread-safe: no state. */
final class TunnelReader {
    private static final String DEFAULT_DEVICE = "mwb0";
    private static final String ADDRESS_WORDS =
            "must be addresses with their prefix length between commas, such as 10.99.0.1/24,fd99::1/64";

    /**
     * The tunnel.
     *
     * @param role what this end is
     * @param leased peers whose configuration has not changed: they must still fit
     */
    TunnelSettings read(Values values, Role role, List<PeerSettings> leased) {
        boolean automatic = values.text("addresses").equals("auto");
        List<Prefix> addresses = automatic ? List.of() : values.list("addresses", ADDRESS_WORDS, Prefix::parse);
        TunnelSettings tunnel = new TunnelSettings(
                values.optional("device", "must be a kernel device name of 1 to 15 characters", Forms::device)
                        .orElse(DEFAULT_DEVICE),
                addresses,
                routes(values),
                values.flag("forward", false),
                values.oneOf("masquerade", Map.of("auto", true, "off", false), true) && role == Role.SERVER,
                values.list("dns", "must be addresses of name servers between commas", Addresses::parse),
                values.flag("clientToClient", false));
        if (role == Role.SERVER && addresses.isEmpty()) {
            values.refuseAbsent("addresses", ADDRESS_WORDS + ", on a server");
        }
        for (PeerSettings peer : leased) {
            compare(values, addresses, peer);
        }
        return tunnel;
    }

    private static List<Prefix> routes(Values values) {
        return values.list("routes", "must be networks or 'default' between commas", Forms::route).stream()
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    private static void compare(Values values, List<Prefix> addresses, PeerSettings peer) {
        for (Prefix lease : peer.addresses()) {
            if (!addresses.isEmpty() && addresses.stream().noneMatch(own -> own.contains(lease))) {
                values.refuse("addresses", "must contain " + lease + ", the lease of peer '" + peer.id() + "'");
            }
        }
    }
}
