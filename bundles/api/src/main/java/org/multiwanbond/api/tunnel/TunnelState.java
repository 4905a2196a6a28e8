package org.multiwanbond.api.tunnel;

import java.net.InetAddress;
import java.util.List;
import org.multiwanbond.api.net.Prefix;

/**
 * What the host has to know to route into the tunnel. Thread-safe: immutable.
 *
 * @param device kernel name; empty while there is no device
 * @param up whether a session is established (client) or the device is open (server)
 * @param addresses addresses the device has
 * @param pushedRoutes networks the server told us to send into the tunnel
 * @param pushedDns name servers the server told us
 */
public record TunnelState(
        String device, boolean up, List<Prefix> addresses, List<Prefix> pushedRoutes, List<InetAddress> pushedDns) {
    /** No device. */
    public static final TunnelState NONE = new TunnelState("", false, List.of(), List.of(), List.of());

    public TunnelState {
        addresses = List.copyOf(addresses);
        pushedRoutes = List.copyOf(pushedRoutes);
        pushedDns = List.copyOf(pushedDns);
    }
}
