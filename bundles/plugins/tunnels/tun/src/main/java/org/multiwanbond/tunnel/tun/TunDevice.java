package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/** One TUN device with one queue; it lives as long as its descriptor is open. Threads as {@link TunnelDevice} says. */
final class TunDevice implements TunnelDevice {
    private static final String CLONE_DEVICE = "/dev/net/tun";
    private static final int LONGEST_NAME_BYTES = 15;

    private final String name;
    private final int descriptor;
    private final Sleep sleep;
    private final PacketReader reader;
    private final PacketWriter writer;
    private boolean closed;

    private TunDevice(String name, int descriptor) throws IOException {
        this.name = name;
        this.descriptor = descriptor;
        sleep = new Sleep(descriptor);
        reader = new PacketReader(descriptor, sleep);
        writer = new PacketWriter(descriptor);
    }

    static TunDevice open(TunnelDeviceSettings settings) throws IOException {
        String wanted = settings.name();
        if (!wanted.matches("[A-Za-z0-9_.-]{1," + LONGEST_NAME_BYTES + "}")) {
            throw new IOException("'" + wanted + "' cannot name a device: 1 to 15 letters, digits, '_', '.' or '-'");
        }
        int descriptor = Libc.open(CLONE_DEVICE, Linux.O_RDWR | Linux.O_NONBLOCK | Linux.O_CLOEXEC);
        if (descriptor < 0) {
            throw new IOException("cannot create " + wanted + ": " + whyNoCloneDevice(Libc.errno()));
        }
        try {
            create(descriptor, wanted);
        } catch (IOException e) {
            Libc.close(descriptor);
            throw e;
        }
        return configured(new TunDevice(wanted, descriptor), settings);
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

    private static String whyNoCloneDevice(int number) {
        return switch (number) {
            case Linux.ENOENT, Linux.ENODEV, Linux.ENXIO ->
                CLONE_DEVICE + " does not exist: load the tun module or pass the device into the container";
            case Linux.EACCES, Linux.EPERM -> "no permission to open " + CLONE_DEVICE;
            default -> CLONE_DEVICE + ": " + Libc.strerror(number);
        };
    }

    private static void create(int descriptor, String name) throws IOException {
        ByteBuffer request = ByteBuffer.allocateDirect(Linux.IFREQ_BYTES).order(ByteOrder.nativeOrder());
        request.put(0, name.getBytes(StandardCharsets.US_ASCII));
        request.putShort(Linux.IFREQ_FLAGS, Linux.IFF_TUN_WITHOUT_HEADER);
        int result = Libc.ioctl(descriptor, Linux.TUNSETIFF, Libc.address(request));
        int number = Libc.errno();
        Reference.reachabilityFence(request);
        if (result < 0) {
            throw new IOException(
                    switch (number) {
                        case Linux.EPERM, Linux.EACCES -> "no permission: CAP_NET_ADMIN is needed to create " + name;
                        case Linux.EBUSY -> "device " + name + " is in use by another process";
                        case Linux.EINVAL, Linux.EEXIST -> "device " + name + " exists and is no TUN device";
                        default -> "cannot create " + name + ": " + Libc.strerror(number);
                    });
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
        return reader.read(into, waitNs);
    }

    @Override
    public void write(byte[] packet, int offset, int lengthBytes) {
        writer.write(packet, offset, lengthBytes);
    }

    /** Does nothing: {@link #write} has given every packet to the host already. */
    @Override
    public void flush() {
        // see above
    }

    @Override
    public long refusedPackets() {
        return writer.refusedPackets();
    }

    @Override
    public void wakeUp() {
        sleep.end();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            sleep.close();
            Libc.close(descriptor);
        }
    }
}
