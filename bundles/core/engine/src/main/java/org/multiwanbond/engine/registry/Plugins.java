package org.multiwanbond.engine.registry;

import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;

/**
 * All plugins the engine uses. Thread-safe.
 *
 * @param balancers by mode
 * @param suites by name and number
 * @param transports by name
 * @param tunnels by name
 * @param codecs by the number of their scheme
 */
public record Plugins(
        RankedServices<BalancerFactory> balancers,
        Suites suites,
        RankedServices<TransportFactory> transports,
        RankedServices<TunnelDeviceFactory> tunnels,
        RankedServices<CodecFactory> codecs) {
    /** No plugins yet. */
    public static Plugins none() {
        return new Plugins(
                new RankedServices<>(),
                new Suites(),
                new RankedServices<>(),
                new RankedServices<>(),
                new RankedServices<>());
    }
}
