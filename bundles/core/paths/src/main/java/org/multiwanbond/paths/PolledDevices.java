package org.multiwanbond.paths;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.path.DeviceListener;
import org.multiwanbond.api.path.DeviceRegistry;
import org.multiwanbond.api.path.NetworkDevice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the devices twice a second and tells who wants to know. Thread-safe. */
@Component(immediate = true, service = DeviceRegistry.class)
public final class PolledDevices implements DeviceRegistry {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.paths");

    /** A lost device is noticed by its socket at once; half a second is soon enough for one that comes back. */
    private static final long PERIOD_MS = 500;

    private final DeviceSource source;
    private final List<DeviceListener> listeners = new ArrayList<>();
    private final ScheduledThreadPoolExecutor executor;
    private volatile DeviceSnapshot snapshot;

    @Activate
    public PolledDevices() {
        this(new SystemDevices(Path.of("/sys/class/net")));
        executor.scheduleWithFixedDelay(this::watch, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    PolledDevices(DeviceSource source) {
        this.source = source;
        this.snapshot = new DeviceSnapshot(source.look());
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mwb-devices");
            thread.setDaemon(true);
            return thread;
        });
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    @Deactivate
    void stop() {
        executor.shutdown();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(DeviceListener listener) {
        executor.execute(() -> {
            listeners.add(listener);
            listener.devicesChanged(snapshot.devices());
        });
    }

    void removeListener(DeviceListener listener) {
        if (!executor.isShutdown()) {
            executor.execute(() -> listeners.remove(listener));
        }
    }

    @Override
    public List<NetworkDevice> devices() {
        return snapshot.devices();
    }

    /** Lets a bug reach the thread's handler; an executor would swallow it and end the watch. */
    private void watch() {
        try {
            look();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /** Looks once and tells everybody if something is different. */
    void look() {
        DeviceSnapshot next = new DeviceSnapshot(source.look());
        List<String> changes = next.changesSince(snapshot);
        if (changes.isEmpty()) {
            return;
        }
        changes.forEach(change -> LOG.info("Device {}", change));
        snapshot = next;
        // Each in a task of its own: a listener that fails neither keeps the news from others nor ends the watch.
        listeners.forEach(listener -> executor.execute(() -> listener.devicesChanged(next.devices())));
    }
}
