package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import java.util.List;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Opens Linux TUN devices; on other systems it says that there is none. Thread-safe. */
@Component(property = TunnelDeviceFactory.TUNNEL + "=tun")
public final class TunDeviceFactory implements TunnelDeviceFactory {
    private final String system;
    private final Offload most;
    private final Rehearsal rehearsal = new Rehearsal();

    public TunDeviceFactory() {
        this(System.getProperty("os.name"), Offload.UDP);
    }

    TunDeviceFactory(String system, Offload most) {
        this.system = system;
        this.most = most;
    }

    @Activate
    void activate() {
        if (isLinux()) {
            rehearsal.start();
        }
    }

    @Deactivate
    void deactivate() {
        rehearsal.end();
    }

    private boolean isLinux() {
        return "Linux".equals(system);
    }

    @Override
    public TunnelDevice open(TunnelDeviceSettings settings) throws IOException {
        return open(settings, 1).get(0);
    }

    @Override
    public List<TunnelDevice> open(TunnelDeviceSettings settings, int queues) throws IOException {
        if (!isLinux()) {
            throw new IOException("there is no tunnel device " + settings.name() + " on " + system
                    + ": this plugin needs Linux's /dev/net/tun");
        }
        try {
            return TunDevice.open(settings, most, queues);
        } catch (LinkageError e) {
            throw new IOException(
                    "there is no tunnel device " + settings.name() + ": JNA does not run on this system's "
                            + System.getProperty("os.arch"),
                    e);
        }
    }
}
