package org.multiwanbond.api.config;

import java.net.InetAddress;
import java.util.List;
import org.multiwanbond.api.net.Prefix;

/**
 * The tunnel device and what is routed into it: PID {@code org.multiwanbond.tunnel}. Thread-safe: immutable.
 *
 * @param device kernel name
 * @param addresses inner addresses with the tunnel's prefixes; empty for automatic (the lease)
 * @param routes networks this side sends into the tunnel; {@code 0.0.0.0/0} and {@code ::/0} for {@code default}
 * @param forward whether packets of other hosts are forwarded between the tunnel and other devices
 * @param masquerade whether forwarded packets leave with the server's own address
 * @param dns name servers pushed to clients (server)
 * @param clientToClient whether clients reach each other (server)
 */
public record TunnelSettings(
        String device,
        List<Prefix> addresses,
        List<Prefix> routes,
        boolean forward,
        boolean masquerade,
        List<InetAddress> dns,
        boolean clientToClient) {
    public TunnelSettings {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
        dns = List.copyOf(dns);
    }
}
