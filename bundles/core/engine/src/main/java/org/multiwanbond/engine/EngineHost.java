package org.multiwanbond.engine;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.multiwanbond.api.event.BondEvent;
import org.multiwanbond.api.tunnel.TunnelState;

/**
 * What the engine needs of its surroundings. Thread-safe if its parts are.
 *
 * @param nanoClock monotonic time
 * @param epochMs wall-clock time
 * @param random source of keys and ids
 * @param stateDir directory for what must survive a restart
 * @param resolver host name to addresses; the future fails with a sentence
 * @param events is told what happens
 * @param tunnel is told what the tunnel device is
 * @param problems sentences of others to show in the status
 */
public record EngineHost(
        LongSupplier nanoClock,
        LongSupplier epochMs,
        SecureRandom random,
        Path stateDir,
        Function<String, CompletableFuture<List<InetAddress>>> resolver,
        Consumer<BondEvent> events,
        Consumer<TunnelState> tunnel,
        Supplier<List<String>> problems) {}
