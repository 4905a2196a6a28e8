package org.multiwanbond.config;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.config.ConfigProblem;
import org.multiwanbond.api.config.ConfigRefused;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.SettingsListener;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.api.status.ProblemSource;
import org.multiwanbond.config.key.KeyFiles;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The settings of this instance, read from {@code etc/} and kept current. Thread-safe. */
@Component(
        immediate = true,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        service = {SettingsRegistry.class, ConfigurationListener.class})
public final class FileSettings implements SettingsRegistry, ConfigurationListener {
    /** The file installer hands over files within a few ms of each other, but looks once a second. */
    private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(3);

    /** A full disk is often emptied within minutes; trying costs nothing. */
    private static final long SAVE_AGAIN_NS = TimeUnit.SECONDS.toNanos(60);

    private final ControlThread control = new ControlThread("mwb-config");
    private final Quiescence quiescence = new Quiescence(QUIET_NS, LONGEST_NS);
    private final List<SettingsListener> listeners = new ArrayList<>();
    private final List<ConfigurationPlugin> plugins = new CopyOnWriteArrayList<>();
    private final Keeper keeper;
    private volatile Optional<Settings> current = Optional.empty();
    private volatile List<ConfigProblem> problems = List.of();
    private volatile List<String> sentences = List.of();
    private final ServiceRegistration<ProblemSource> problemSource;
    private boolean saveAgainPlanned;

    @Activate
    public FileSettings(BundleContext context, @Reference ConfigurationAdmin admin) {
        Path base = directory(context, "karaf.base", ".");
        Path etc = directory(context, "karaf.etc", base.resolve("etc").toString());
        String data = context.getProperty("karaf.data");
        Path kept =
                data == null ? context.getDataFile("").toPath() : Path.of(data).resolve("multiwanbond");
        KeyFiles keys = new KeyFiles(base, new SecureRandom());
        keeper =
                new Keeper(new AdminStore(admin, etc), new PluginResolver(() -> plugins), keys, new LastGoodFile(kept));
        // A service of its own: both interfaces call their one method problems().
        problemSource = context.registerService(ProblemSource.class, () -> sentences, null);
        control.run(keeper::load);
        control.run(this::touched);
    }

    private static Path directory(BundleContext context, String property, String fallback) {
        String value = context.getProperty(property);
        return Path.of(value == null ? fallback : value).toAbsolutePath().normalize();
    }

    @Deactivate
    void stop() {
        problemSource.unregister();
        control.stop();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPlugin(ConfigurationPlugin plugin) {
        plugins.add(plugin);
        control.run(this::touched);
    }

    void removePlugin(ConfigurationPlugin plugin) {
        plugins.remove(plugin);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addListener(SettingsListener listener) {
        control.run(() -> {
            listeners.add(listener);
            current.ifPresent(listener::settingsChanged);
        });
    }

    void removeListener(SettingsListener listener) {
        control.run(() -> listeners.remove(listener));
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String pid = event.getPid();
        String factory = event.getFactoryPid();
        if (RawConfiguration.isOurs(pid) || WAN_PID.equals(factory) || PEER_PID.equals(factory)) {
            control.run(this::touched);
        }
    }

    private void touched() {
        quiescence.touched(System.nanoTime());
        control.later(this::evaluateIfQuiet, QUIET_NS);
    }

    private void evaluateIfQuiet() {
        long remainingNs = quiescence.remainingNs(System.nanoTime());
        if (remainingNs == 0) {
            evaluate();
        } else if (remainingNs != Quiescence.NEVER) {
            control.later(this::evaluateIfQuiet, remainingNs);
        }
    }

    private void evaluate() {
        quiescence.settled();
        Verdict verdict = keeper.evaluate();
        Optional<Settings> before = current;
        current = verdict.settings();
        problems = verdict.problems();
        sentences = keeper.sentences();
        if (!current.equals(before)) {
            // Each in a task of its own: a listener that fails keeps the news from nobody else.
            current.ifPresent(settings -> listeners.forEach(l -> control.run(() -> tell(l, settings))));
        }
        if (keeper.isUnsaved() && !saveAgainPlanned) {
            saveAgainPlanned = true;
            control.later(this::saveAgain, SAVE_AGAIN_NS);
        }
    }

    private void tell(SettingsListener listener, Settings settings) {
        if (listeners.contains(listener)) {
            listener.settingsChanged(settings);
        }
    }

    private void saveAgain() {
        saveAgainPlanned = false;
        touched();
    }

    @Override
    public Optional<Settings> current() {
        return current;
    }

    @Override
    public List<ConfigProblem> problems() {
        return problems;
    }

    @Override
    public Key32 publicKey() throws ConfigRefused {
        return onControl(keeper::publicKey);
    }

    @Override
    public void change(String pid, Map<String, String> values) throws ConfigRefused {
        onControl(() -> {
            keeper.change(pid, values);
            evaluate();
            return Boolean.TRUE;
        });
    }

    @Override
    public void remove(String pid) throws ConfigRefused {
        onControl(() -> {
            keeper.remove(pid);
            evaluate();
            return Boolean.TRUE;
        });
    }

    private <T> T onControl(Callable<T> task) throws ConfigRefused {
        try {
            return control.call(task);
        } catch (ConfigRefused | RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the configuration was being changed", e);
        } catch (Exception e) {
            throw new IllegalStateException("the configuration could not be changed", e);
        }
    }
}
