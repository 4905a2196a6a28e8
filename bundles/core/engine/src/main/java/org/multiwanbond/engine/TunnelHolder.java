package org.multiwanbond.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.api.tunnel.TunnelState;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.RankedServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the tunnel device: opens, configures, replaces it, and says what it is. Confined to the control thread. */
final class TunnelHolder {
    /** Between two attempts to open a device the system refused. */
    private static final long RETRY_NS = 2_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.engine");

    private final Workers workers;
    private final RankedServices<TunnelDeviceFactory> factories;
    private final Consumer<TunnelState> listener;
    private Optional<TunnelDeviceSettings> wanted = Optional.empty();
    private Optional<TunnelDeviceSettings> present = Optional.empty();
    private Optional<TunnelDeviceFactory> used = Optional.empty();
    private TunnelState told = TunnelState.NONE;
    private List<Prefix> pushedRoutes = List.of();
    private List<InetAddress> pushedDns = List.of();
    private String problem = "";
    private CompletableFuture<Void> releasing = CompletableFuture.completedFuture(null);
    private Optional<TunnelDeviceFactory> limited = Optional.empty();
    private int mostWorkers;
    private boolean up;
    private long retryNs;

    TunnelHolder(Workers workers, RankedServices<TunnelDeviceFactory> factories, Consumer<TunnelState> listener) {
        this.workers = workers;
        this.factories = factories;
        this.listener = listener;
    }

    /** Wants a device like this; it is there after the next {@link #tick}, or a problem says why not. */
    void want(TunnelDeviceSettings settings) {
        wanted = Optional.of(settings);
        retryNs = Long.MIN_VALUE;
    }

    /** Says whether a session is there, and what its server told us. */
    void session(boolean isUp, List<Prefix> routes, List<InetAddress> dns) {
        up = isUp;
        pushedRoutes = routes;
        pushedDns = dns;
        tell();
    }

    /** Brings the device to what is wanted. */
    void tick(long nowNs) {
        Optional<TunnelDeviceFactory> best = factories.best().map(Ranked::service);
        boolean replaced = present.isPresent() && !best.equals(used);
        boolean renamed = present.isPresent()
                && wanted.isPresent()
                && !present.get().name().equals(wanted.get().name());
        if (replaced || renamed) {
            release();
        }
        boolean settled = wanted.isEmpty() || wanted.equals(present);
        if (settled || nowNs < retryNs || !releasing.isDone()) {
            return;
        }
        retryNs = nowNs + RETRY_NS;
        if (best.isEmpty()) {
            problem = "No tunnel device: no bundle for one is installed.";
            return;
        }
        provide(best.get(), wanted.get());
    }

    private void provide(TunnelDeviceFactory factory, TunnelDeviceSettings settings) {
        try {
            if (present.isPresent()) {
                workers.first().device().configure(settings);
            } else if (!open(factory, settings)) {
                return;
            }
            used = Optional.of(factory);
            present = Optional.of(settings);
            problem = "";
            // Whatever is next need not wait: nothing was refused.
            retryNs = Long.MIN_VALUE;
        } catch (IOException e) {
            if (!problem.equals(e.getMessage())) {
                LOG.warn("Tunnel device is not available: {}", e.getMessage());
            }
            problem = e.getMessage();
        }
        tell();
    }

    /** Opens a queue for each worker; false if the device has too few, so that there must be fewer workers. */
    private boolean open(TunnelDeviceFactory factory, TunnelDeviceSettings settings) throws IOException {
        List<TunnelDevice> queues = factory.open(settings, workers.count());
        if (queues.size() < workers.count()) {
            queues.forEach(TunnelDevice::close);
            mostWorkers = Math.max(1, queues.size());
            limited = Optional.of(factory);
            retryNs = Long.MIN_VALUE;
            return false;
        }
        for (int i = 0; i < workers.count(); i++) {
            workers.all().get(i).use(queues.get(i));
        }
        LOG.info("Tunnel device is open. device={} mtuBytes={}", queues.get(0).name(), settings.mtuBytes());
        return true;
    }

    /** How many workers the device there is, or was tried last, can serve. */
    int mostWorkers() {
        return factories.best().map(Ranked::service).equals(limited) ? mostWorkers : ThreadPlan.MOST_WORKERS;
    }

    /** Lets go of the device; completes when no data thread is inside any more and it is closed. */
    CompletableFuture<Void> release() {
        if (present.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        present = Optional.empty();
        used = Optional.empty();
        List<TunnelDevice> old = workers.all().stream().map(Loops::device).toList();
        releasing = workers.each(loops -> loops.use(new NoTunnel())).thenRun(() -> old.forEach(TunnelDevice::close));
        tell();
        return releasing;
    }

    /** The device vanished underneath. */
    void gone() {
        LOG.warn("The tunnel device is gone; it is made again.");
        release();
        retryNs = Long.MIN_VALUE;
    }

    /** Closes the device; no data thread runs any more. */
    void close() {
        wanted = Optional.empty();
        reopen();
    }

    /** Closes the device, to open it again; no data thread runs. */
    void reopen() {
        present = Optional.empty();
        used = Optional.empty();
        retryNs = Long.MIN_VALUE;
        releasing = CompletableFuture.completedFuture(null);
        workers.all().forEach(loops -> loops.device().close());
        tell();
    }

    private void tell() {
        TunnelState state = present.map(
                        settings -> new TunnelState(settings.name(), up, settings.addresses(), pushedRoutes, pushedDns))
                .orElse(TunnelState.NONE);
        if (!state.equals(told)) {
            told = state;
            listener.accept(state);
        }
    }

    /** Completes when no data thread is inside a device let go of. */
    CompletableFuture<Void> released() {
        return releasing;
    }

    Optional<TunnelDeviceSettings> present() {
        return present;
    }

    /** Why there is no device, empty if there is one or none is wanted. */
    String problem() {
        return problem;
    }
}
