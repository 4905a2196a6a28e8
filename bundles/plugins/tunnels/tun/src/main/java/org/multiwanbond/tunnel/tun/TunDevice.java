package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/** One TUN device with one queue; it lives as long as its descriptor is open. Threads as {@link TunnelDevice} says. */
final class TunDevice implements TunnelDevice {
    private static final int LONGEST_NAME_BYTES = 15;

    private final String name;
    private final TunQueue queue;
    private boolean closed;

    private TunDevice(String name, TunQueue queue) {
        this.name = name;
        this.queue = queue;
    }

    static TunDevice open(TunnelDeviceSettings settings, Offload most) throws IOException {
        String wanted = settings.name();
        if (!wanted.matches("[A-Za-z0-9_.-]{1," + LONGEST_NAME_BYTES + "}")) {
            throw new IOException("'" + wanted + "' cannot name a device: 1 to 15 letters, digits, '_', '.' or '-'");
        }
        return configured(new TunDevice(wanted, TunQueue.open(wanted, most)), settings);
    }

    private static TunDevice configured(TunDevice device, TunnelDeviceSettings settings) throws IOException {
        try {
            device.configure(settings);
            return device;
        } catch (IOException e) {
            device.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void configure(TunnelDeviceSettings settings) throws IOException {
        if (!settings.name().equals(name)) {
            throw new IOException("device " + name + " cannot be renamed to " + settings.name());
        }
        try (Netlink netlink = new Netlink()) {
            new LinkSetup(netlink, name).apply(settings);
        }
    }

    @Override
    public int read(PacketBatch into, long waitNs) {
        return queue.read(into, waitNs);
    }

    @Override
    public void write(byte[] packet, int offset, int lengthBytes) {
        queue.write(packet, offset, lengthBytes);
    }

    @Override
    public void flush() {
        queue.flush();
    }

    @Override
    public long refusedPackets() {
        return queue.refusedPackets();
    }

    @Override
    public void wakeUp() {
        queue.wakeUp();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            queue.close();
        }
    }
}
