package org.multiwanbond.api.config;

import java.util.List;
import org.multiwanbond.api.net.Prefix;

/**
 * A client a server admits: factory PID {@code org.multiwanbond.peer}. Thread-safe: immutable.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{0,31}}
 * @param publicKey its static public key
 * @param presharedKey 32 octets, all zero when not used
 * @param addresses the inner addresses leased to it
 * @param routes networks behind it, accepted as sources and routed to it
 */
public record PeerSettings(
        String id, Key32 publicKey, Key32 presharedKey, List<Prefix> addresses, List<Prefix> routes) {
    public PeerSettings {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
    }
}
