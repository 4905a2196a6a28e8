package org.multiwanbond.engine.registry;

import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;

/**
 * All plugins the engine uses. Thread-safe.
 *
 * @param balancers by mode
 * @param suites by name and number
 * @param transports by name
 * @param tunnels by name
 */
public record Plugins(
        RankedServices<BalancerFactory> balancers,
        Suites suites,
        RankedServices<TransportFactory> transports,
        RankedServices<TunnelDeviceFactory> tunnels) {
    /** No plugins yet. */
    public static Plugins none() {
        return new Plugins(new RankedServices<>(), new Suites(), new RankedServices<>(), new RankedServices<>());
    }
}
