package org.multiwanbond.paths;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

/**
 * Looks at the devices when the kernel says that something has changed, and now and then anyway; tells who wants to know.
 * Thread-safe.
 */
@Component(immediate = true, service = DeviceRegistry.class)
public final class WatchedDevices implements DeviceRegistry {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.paths");

    /** Beside news: only for what the kernel does not announce. */
    private static final long PERIOD_WITH_NEWS_MS = 2_000;

    /** A lost device is noticed by its socket at once; half a second is soon enough for one that comes back. */
    private static final long PERIOD_WITHOUT_NEWS_MS = 500;

    private final DeviceSource source;
    private final List<DeviceListener> listeners = new ArrayList<>();
    private final AtomicBoolean lookAsked = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor executor;
    private final Optional<NewsReader> reader;
    private volatile DeviceSnapshot snapshot;

    @Activate
    public WatchedDevices() {
        this(new SystemDevices(Path.of("/sys/class/net")), Netlink::open);
        lookEvery(reader.isPresent() ? PERIOD_WITH_NEWS_MS : PERIOD_WITHOUT_NEWS_MS);
    }

    /** Looks at news only, or not at all. */
    WatchedDevices(DeviceSource source, DeviceNews.Opener opener) {
        this.source = source;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mwb-devices");
            thread.setDaemon(true);
            return thread;
        });
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        // Opened before the first look, so that no change falls between the two.
        reader = reader(opener);
        snapshot = new DeviceSnapshot(source.look());
        reader.ifPresent(NewsReader::start);
    }

    private Optional<NewsReader> reader(DeviceNews.Opener opener) {
        try {
            return Optional.of(new NewsReader(opener.open(), this::lookSoon, this::newsFailed));
        } catch (IOException e) {
            LOG.info(
                    "The kernel gives no news of devices, so they are polled. periodMs={} reason={}",
                    PERIOD_WITHOUT_NEWS_MS,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private void newsFailed(String reason) {
        LOG.warn(
                "The kernel's news of devices has ended, so they are polled. periodMs={} reason={}",
                PERIOD_WITHOUT_NEWS_MS,
                reason);
        lookEvery(PERIOD_WITHOUT_NEWS_MS);
    }

    private void lookEvery(long periodMs) {
        executor.scheduleWithFixedDelay(this::watch, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    /** Looks as soon as the listeners let it; asked a second time meanwhile, it looks once. */
    private void lookSoon() {
        if (lookAsked.compareAndSet(false, true)) {
            executor.execute(() -> {
                lookAsked.set(false);
                watch();
            });
        }
    }

    @Deactivate
    void stop() {
        reader.ifPresent(NewsReader::stop);
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
