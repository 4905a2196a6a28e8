package org.multiwanbond.engine;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.SettingsListener;
import org.multiwanbond.api.event.BondEvent;
import org.multiwanbond.api.event.BondEventListener;
import org.multiwanbond.api.path.DeviceListener;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.DrillRefused;
import org.multiwanbond.api.status.DrillReport;
import org.multiwanbond.api.status.Finding;
import org.multiwanbond.api.status.FlowStatus;
import org.multiwanbond.api.status.ProblemSource;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelState;
import org.multiwanbond.api.tunnel.TunnelStateListener;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.Suites;
import org.multiwanbond.engine.rehearsal.Rehearsal;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Puts the engine into the framework: plugins and settings in, status out. Thread-safe. */
@Component(
        immediate = true,
        service = {Bond.class, SettingsListener.class, DeviceListener.class})
public final class EngineComponent implements Bond, SettingsListener, DeviceListener {
    /** How long a leaving plugin is waited for: data threads turn every 50 ms, sessions re-key within seconds. */
    private static final long LEAVE_MS = 4_000;

    private static final long STATUS_MS = 2_000;

    private final List<BondEventListener> eventListeners = new CopyOnWriteArrayList<>();
    private final List<TunnelStateListener> tunnelListeners = new CopyOnWriteArrayList<>();
    private final List<ProblemSource> problemSources = new CopyOnWriteArrayList<>();
    private final Plugins plugins = Plugins.none();
    private final Resolver resolver = new Resolver();
    private final Engine engine;
    private final WarmStart start;
    private final Explainer explainer;
    private final Thread control;
    private volatile TunnelState tunnel = TunnelState.NONE;

    @Activate
    public EngineComponent(BundleContext context) {
        String data = Optional.ofNullable(context.getProperty("karaf.data")).orElse("data");
        Path state = Path.of(data, "multiwanbond");
        EngineHost host = new EngineHost(
                System::nanoTime,
                System::currentTimeMillis,
                new SecureRandom(),
                state,
                resolver,
                this::happened,
                this::tunnelChanged,
                this::problems);
        engine = new Engine(host, plugins);
        start = new WarmStart(new Rehearsal(plugins, host.random()), engine::settings);
        explainer =
                new Explainer(engine, () -> context.getServiceReference(CodecFactory.class) != null, System::nanoTime);
        control = new Thread(engine::run, "mwb-control");
        control.start();
    }

    /** Ends sessions, closes everything, and waits for the threads. */
    @Deactivate
    public void deactivate() {
        start.end();
        await(engine.stop());
        try {
            control.join(LEAVE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        resolver.close();
    }

    private static void await(CompletableFuture<Void> change) {
        try {
            change.get(LEAVE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            EngineLog.warn("A plugin left before all data threads had let go of it.");
        } catch (ExecutionException e) {
            EngineLog.warn("A change of plugins failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void settingsChanged(Settings settings) {
        start.settings(settings);
    }

    @Override
    public void devicesChanged(List<NetworkDevice> devices) {
        engine.devices(devices);
    }

    @Override
    public BondStatus status() {
        try {
            return engine.status().get(STATUS_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("The engine does not answer; see the log.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine.", e);
        }
    }

    @Override
    public boolean pause(String wan, boolean paused) {
        try {
            return engine.pause(wan, paused).get(STATUS_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("The engine does not answer; see the log.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public List<Finding> diagnose() {
        return explainer.diagnose();
    }

    @Override
    public List<String> explain() {
        return explainer.explain();
    }

    @Override
    public List<FlowStatus> flows() {
        return explainer.flows();
    }

    @Override
    public DrillReport drill(String wan, int seconds, boolean force) throws DrillRefused {
        return explainer.drill(wan, seconds, force);
    }

    private void happened(BondEvent event) {
        eventListeners.forEach(listener -> listener.happened(event));
    }

    private void tunnelChanged(TunnelState state) {
        tunnel = state;
        tunnelListeners.forEach(listener -> listener.tunnelChanged(state));
    }

    private List<String> problems() {
        List<String> all = new ArrayList<>();
        problemSources.forEach(source -> all.addAll(source.problems()));
        return all;
    }

    private static <T> Ranked<T> ranked(T service, String keyProperty, ServiceReference<?> reference) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        Object key = reference.getProperty(keyProperty);
        return new Ranked<>(
                service,
                key == null ? "" : key.toString(),
                ranking instanceof Integer number ? number : 0,
                (Long) reference.getProperty(Constants.SERVICE_ID),
                reference.getBundle().getSymbolicName());
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindBalancer(ServiceReference<BalancerFactory> reference, BalancerFactory factory) {
        plugins.balancers().add(ranked(factory, BalancerFactory.MODE, reference));
        engine.balancersChanged();
    }

    void unbindBalancer(BalancerFactory factory) {
        start.end();
        plugins.balancers().remove(factory);
        await(engine.balancersChanged());
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindSuite(ServiceReference<CipherSuite> reference, CipherSuite suite) {
        Object number = reference.getProperty(CipherSuite.SUITE);
        if (number instanceof Integer id) {
            Suites.SuitePlugin plugin = new Suites.SuitePlugin(suite, id);
            plugins.suites().services().add(ranked(plugin, CipherSuite.CIPHER, reference));
            engine.suitesChanged(Optional.empty());
        } else {
            EngineLog.warn("A cipher without a suite number is ignored: " + reference);
        }
    }

    void unbindSuite(CipherSuite suite) {
        start.end();
        await(engine.withdraw(suite));
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTransport(ServiceReference<TransportFactory> reference, TransportFactory factory) {
        plugins.transports().add(ranked(factory, TransportFactory.TRANSPORT, reference));
        engine.transportsChanged();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCodec(ServiceReference<CodecFactory> reference, CodecFactory factory) {
        plugins.codecs().add(ranked(factory, CodecFactory.SCHEME, reference));
        engine.codecsChanged();
    }

    void unbindCodec(CodecFactory factory) {
        start.end();
        plugins.codecs().remove(factory);
        await(engine.codecsChanged());
    }

    void unbindTransport(TransportFactory factory) {
        start.end();
        plugins.transports().remove(factory);
        await(engine.transportsChanged());
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTunnel(ServiceReference<TunnelDeviceFactory> reference, TunnelDeviceFactory factory) {
        plugins.tunnels().add(ranked(factory, TunnelDeviceFactory.TUNNEL, reference));
        engine.tunnelsChanged();
    }

    void unbindTunnel(TunnelDeviceFactory factory) {
        plugins.tunnels().remove(factory);
        await(engine.tunnelsChanged());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindEventListener(BondEventListener listener) {
        eventListeners.add(listener);
    }

    void unbindEventListener(BondEventListener listener) {
        eventListeners.remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTunnelListener(TunnelStateListener listener) {
        tunnelListeners.add(listener);
        listener.tunnelChanged(tunnel);
    }

    void unbindTunnelListener(TunnelStateListener listener) {
        tunnelListeners.remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProblemSource(ProblemSource source) {
        problemSources.add(source);
    }

    void unbindProblemSource(ProblemSource source) {
        problemSources.remove(source);
    }
}
