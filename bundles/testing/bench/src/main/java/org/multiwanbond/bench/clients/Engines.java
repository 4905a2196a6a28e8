package org.multiwanbond.bench.clients;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelState;
import org.multiwanbond.balancer.bonding.Bonding;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.engine.Engine;
import org.multiwanbond.engine.EngineHost;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.Suites;

/** Makes engines without a framework. Stateless. */
final class Engines {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Engines() {}

    /** An engine with this transport and tunnel device, real ciphers and the usual balancer. */
    static Engine make(TransportFactory transports, TunnelDevice device, Path state, Consumer<TunnelState> tunnel) {
        Plugins plugins = Plugins.none();
        plugins.transports().add(new Ranked<>(transports, "udp", 0, 1, "udp"));
        plugins.tunnels().add(new Ranked<>(settings -> device, "bench", 0, 2, "bench"));
        plugins.balancers().add(new Ranked<>(new Bonding(), "bonding", 0, 3, "bonding"));
        Suites.SuitePlugin suite = new Suites.SuitePlugin(new Aes256Gcm(), 1);
        plugins.suites().services().add(new Ranked<>(suite, "aes-256-gcm", 0, 4, "aesgcm"));
        EngineHost host = new EngineHost(
                System::nanoTime,
                System::currentTimeMillis,
                RANDOM,
                state,
                text -> CompletableFuture.completedFuture(List.of(Addresses.parse(text))),
                event -> {},
                tunnel,
                List::of);
        return new Engine(host, plugins);
    }
}
