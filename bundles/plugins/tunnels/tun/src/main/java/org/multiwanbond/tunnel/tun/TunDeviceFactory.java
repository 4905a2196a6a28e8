package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.osgi.service.component.annotations.Component;

/** Opens Linux TUN devices; on other systems it says that there is none. Thread-safe. */
@Component(property = TunnelDeviceFactory.TUNNEL + "=tun")
public final class TunDeviceFactory implements TunnelDeviceFactory {
    private final String system;
    private final Offload most;

    public TunDeviceFactory() {
        this(System.getProperty("os.name"), Offload.UDP);
    }

    TunDeviceFactory(String system, Offload most) {
        this.system = system;
        this.most = most;
    }

    @Override
    public TunnelDevice open(TunnelDeviceSettings settings) throws IOException {
        if (!"Linux".equals(system)) {
            throw new IOException("there is no tunnel device " + settings.name() + " on " + system
                    + ": this plugin needs Linux's /dev/net/tun");
        }
        try {
            return TunDevice.open(settings, most);
        } catch (LinkageError e) {
            throw new IOException(
                    "there is no tunnel device " + settings.name() + ": JNA does not run on this system's "
                            + System.getProperty("os.arch"),
                    e);
        }
    }
}
