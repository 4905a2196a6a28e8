package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/**
 * A TUN device by one of its queues; it lives as long as one of them is open. {@link #configure} of any is for the device.
 * Threads as {@link TunnelDevice} says.
 */
final class TunDevice implements TunnelDevice {
    private static final int LONGEST_NAME_BYTES = 15;

    private final String name;
    private final TunQueue queue;
    private boolean closed;

    private TunDevice(String name, TunQueue queue) {
        this.name = name;
        this.queue = queue;
    }

    /** Opens and configures a device with this many queues, or as many as the system grants. */
    static List<TunnelDevice> open(TunnelDeviceSettings settings, Offload most, int queues) throws IOException {
        String wanted = settings.name();
        if (!wanted.matches("[A-Za-z0-9_.-]{1," + LONGEST_NAME_BYTES + "}")) {
            throw new IOException("'" + wanted + "' cannot name a device: 1 to 15 letters, digits, '_', '.' or '-'");
        }
        List<TunnelDevice> devices = new ArrayList<>();
        for (TunQueue queue : QueueOpener.open(wanted, most, queues)) {
            devices.add(new TunDevice(wanted, queue));
        }
        return configured(devices, settings);
    }

    private static List<TunnelDevice> configured(List<TunnelDevice> devices, TunnelDeviceSettings settings)
            throws IOException {
        try {
            devices.get(0).configure(settings);
            return devices;
        } catch (IOException e) {
            devices.forEach(TunnelDevice::close);
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
