package org.multiwanbond.netlab.sim;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/** The simulated tunnel devices of one host. Confined to the simulation's thread. */
public final class SimTunnels implements TunnelDeviceFactory {
    private final Map<String, SimTunnel> open = new HashMap<>();

    @Override
    public TunnelDevice open(TunnelDeviceSettings settings) throws IOException {
        if (open.containsKey(settings.name())) {
            throw new IOException("The device " + settings.name() + " exists already.");
        }
        SimTunnel tunnel = new SimTunnel(settings, () -> open.remove(settings.name()));
        open.put(settings.name(), tunnel);
        return tunnel;
    }

    /** The open device of this name. */
    public Optional<SimTunnel> find(String name) {
        return Optional.ofNullable(open.get(name));
    }
}
