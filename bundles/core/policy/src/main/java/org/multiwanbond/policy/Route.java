package org.multiwanbond.policy;

import java.io.IOException;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.transport.SocketSettings;

/**
 * A route in our own table. Thread-safe: immutable.
 *
 * @param network where to
 * @param device kernel name of the device, or {@link #NOWHERE}
 */
record Route(Prefix network, String device) implements Part {
    /** Number of our table; the mark's, for nobody else is likely to have chosen it. */
    static final int TABLE = SocketSettings.TUNNEL_MARK;

    /** Instead of a device: senders are told at once that there is no way. No device name has blanks. */
    static final String NOWHERE = "-";

    @Override
    public String key() {
        return text();
    }

    @Override
    public void install(Commands commands) throws IOException {
        commands.ip(network.isIpv6(), "route replace " + words());
    }

    @Override
    public void remove(Commands commands, String memory) throws IOException {
        Part.remove(() -> commands.ip(network.isIpv6(), "route del " + words()));
    }

    private String words() {
        String way = device.equals(NOWHERE) ? "unreachable " + network : network + " dev " + device;
        return way + " table " + TABLE;
    }

    @Override
    public String text() {
        return "route " + network + " " + device;
    }
}
