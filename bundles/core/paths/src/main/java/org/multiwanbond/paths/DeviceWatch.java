package org.multiwanbond.paths;

import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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

/** Looks at the devices twice a second and tells listeners what changed. Thread-safe. */
@Component(immediate = true)
public final class DeviceWatch implements DeviceRegistry {
    /** A dead link is noticed by its own traffic much sooner; this finds new devices and addresses. */
    private static final long POLL_MS = 500;

    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.paths");

    private final List<DeviceListener> listeners = new CopyOnWriteArrayList<>();
    private final KernelDevices kernel = new KernelDevices(Path.of("/sys/class/net"));
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "mwb-devices");
        made.setDaemon(true);
        return made;
    });
    private volatile List<NetworkDevice> devices = List.of();
    private boolean failing;

    @Activate
    public DeviceWatch() {
        poll();
        thread.scheduleWithFixedDelay(this::poll, POLL_MS, POLL_MS, TimeUnit.MILLISECONDS);
    }

    /** Ends the watch. */
    @Deactivate
    public void deactivate() {
        thread.shutdownNow();
    }

    private synchronized void poll() {
        try {
            List<NetworkDevice> now = kernel.read();
            failing = false;
            if (!now.equals(devices)) {
                devices = now;
                listeners.forEach(listener -> listener.devicesChanged(now));
            }
        } catch (SocketException e) {
            if (!failing) {
                LOG.warn("The network devices cannot be listed: {}", e.getMessage());
            }
            failing = true;
        }
    }

    @Override
    public List<NetworkDevice> devices() {
        return devices;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindListener(DeviceListener listener) {
        listeners.add(listener);
        listener.devicesChanged(devices);
    }

    synchronized void unbindListener(DeviceListener listener) {
        listeners.remove(listener);
    }
}
