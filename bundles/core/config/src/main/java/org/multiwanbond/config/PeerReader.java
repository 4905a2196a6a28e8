package org.multiwanbond.config;

import java.util.List;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.config.key.KeyFiles;

/** Reads {@code org.multiwanbond.peer~ID} and compares it with the peers read before and the tunnel. Thread-safe. */
final class PeerReader {
    private static final String LEASE_WORDS =
            "must be addresses or networks without host bits between commas, such as 10.99.0.2/32,fd99::2/128";

    private final KeyFiles keys;

    PeerReader(KeyFiles keys) {
        this.keys = keys;
    }

    /** One peer, looked at alone. */
    PeerSettings read(Values values) {
        Key32 publicKey = values.required("publicKey", "must be a key: 44 characters of base64", Forms::key)
                .orElse(new Key32(new byte[Key32.BYTES]));
        List<Prefix> addresses = values.list("addresses", LEASE_WORDS, Forms::lease);
        if (addresses.isEmpty()) {
            values.refuseAbsent("addresses", LEASE_WORDS);
        }
        if (!RawConfiguration.isId(values.id())) {
            values.refuse("", "the id '" + Shown.value("", values.id()) + "' " + RawConfiguration.ID_WORDS);
        }
        List<Prefix> routes = values.list(
                "routes", "must be networks between commas, such as 192.168.7.0/24", text -> Prefix.parse(text)
                        .network());
        return new PeerSettings(values.id(), publicKey, BondReader.presharedKey(values, keys), addresses, routes);
    }

    /** Refuses what does not go together with the tunnel and the other peers. */
    void compare(Values values, PeerSettings peer, TunnelSettings tunnel, List<PeerSettings> others) {
        for (Prefix lease : peer.addresses()) {
            compare(values, lease, tunnel);
        }
        for (Prefix own : tunnel.addresses()) {
            if (peer.routes().stream().anyMatch(route -> overlap(route, own.network()))) {
                values.refuse("routes", "must not overlap the tunnel's own network " + own.network());
            }
        }
        for (PeerSettings other : others) {
            compare(values, peer, other);
        }
    }

    private static void compare(Values values, Prefix lease, TunnelSettings tunnel) {
        if (tunnel.addresses().stream().noneMatch(own -> own.contains(lease))) {
            values.refuse(
                    "addresses", "must lie within the addresses of org.multiwanbond.tunnel; " + lease + " does not");
        }
        for (Prefix own : tunnel.addresses()) {
            if (lease.contains(own.address())) {
                values.refuse(
                        "addresses",
                        "must not contain the server's own address "
                                + own.address().getHostAddress());
            }
        }
    }

    private static void compare(Values values, PeerSettings peer, PeerSettings other) {
        if (peer.publicKey().equals(other.publicKey())) {
            values.refuse("publicKey", "must differ from that of peer '" + other.id() + "'");
        }
        if (anyOverlap(peer.addresses(), other.addresses())) {
            values.refuse("addresses", "must not overlap those of peer '" + other.id() + "'");
        }
        if (anyOverlap(peer.routes(), other.routes())) {
            values.refuse("routes", "must not overlap those of peer '" + other.id() + "'");
        }
    }

    private static boolean anyOverlap(List<Prefix> some, List<Prefix> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> overlap(one, other)));
    }

    private static boolean overlap(Prefix one, Prefix other) {
        return one.contains(other) || other.contains(one);
    }
}
