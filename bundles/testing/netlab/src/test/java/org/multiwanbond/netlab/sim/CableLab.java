package org.multiwanbond.netlab.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.netlab.link.LinkSettings;

/** Two hosts with a cable between them and nothing else. */
public final class CableLab {
    public static final long SECOND = 1_000_000_000L;
    public static final long MS = 1_000_000L;

    public final SimCable cable;
    public final SimStack client;
    public final SimStack server;
    public final SimLoop loop = new SimLoop(new SimNetwork(new SimClock(SECOND), 1));

    public CableLab(String link, long seed) {
        System.out.println("seed=" + seed + " " + link);
        SimTunnel near = tunnel();
        SimTunnel far = tunnel();
        cable = new SimCable(near, far, LinkSettings.parse(link), seed);
        client = new SimStack(near, "10.99.0.2");
        server = new SimStack(far, "10.99.0.1");
        loop.add(cable);
    }

    public static SimTunnel tunnel() {
        SimTunnels tunnels = new SimTunnels();
        try {
            tunnels.open(new TunnelDeviceSettings("t", 1_500, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tunnels.find("t").orElseThrow();
    }
}
