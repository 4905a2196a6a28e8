package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import org.multiwanbond.api.packet.PacketBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue of a TUN device: a descriptor, and what reads and writes it. Reading is confined to one thread, writing to one;
 * {@link #wakeUp} may be called by any.
 */
final class TunQueue {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.tunnel.tun");
    private static final String CLONE_DEVICE = "/dev/net/tun";

    private final int descriptor;
    private final Sleep sleep;
    private final PacketReader reader;
    private final PacketWriter writer;

    private TunQueue(int descriptor, Offload offload) throws IOException {
        this.descriptor = descriptor;
        sleep = new Sleep(descriptor);
        reader = new PacketReader(descriptor, sleep, offload);
        writer = new PacketWriter(descriptor, offload);
    }

    /** Opens the device of this name, making it if it is not there, with as much offload as the kernel grants. */
    static TunQueue open(String name, Offload most) throws IOException {
        int descriptor = openCloneDevice(name);
        OffloadProbe probe = new OffloadProbe(most, offloads(descriptor, name, most));
        if (probe.granted() == Offload.NONE) {
            // A descriptor cannot be attached twice: once more, without header.
            Libc.close(descriptor);
            descriptor = openCloneDevice(name);
            attachPlain(descriptor, name);
        }
        try {
            TunQueue queue = new TunQueue(descriptor, probe.granted());
            report(name, probe);
            return queue;
        } catch (IOException e) {
            Libc.close(descriptor);
            throw e;
        }
    }

    private static void report(String name, OffloadProbe probe) {
        LOG.info(
                "Offload of the tunnel device is set. device={} checksum={} tcp={} udp={}{}",
                name,
                onOff(probe, Offload.CHECKSUM),
                onOff(probe, Offload.TCP),
                onOff(probe, Offload.UDP),
                probe.refusals().isEmpty() ? "" : " refused=\"" + probe.refusals() + "\"");
    }

    private static String onOff(OffloadProbe probe, Offload offload) {
        return probe.granted().includes(offload) ? "on" : "off";
    }

    private static IntUnaryOperator offloads(int descriptor, String name, Offload most) {
        int number =
                most == Offload.NONE ? 0 : attach(descriptor, name, (short) (Linux.IFF_TUN_PLAIN | Linux.IFF_VNET_HDR));
        return flags -> number == 0 ? headerAndOffload(descriptor, flags) : number;
    }

    private static void attachPlain(int descriptor, String name) throws IOException {
        int number = attach(descriptor, name, Linux.IFF_TUN_PLAIN);
        if (number != 0) {
            Libc.close(descriptor);
            throw new IOException(whyNotAttached(name, number));
        }
        // A persistent device may still have what its last user asked for; a kernel that refuses this has nothing on.
        Libc.ioctl(descriptor, Linux.TUNSETOFFLOAD, 0);
    }

    private static int attach(int descriptor, String name, short flags) {
        ByteBuffer request = ByteBuffer.allocateDirect(Linux.IFREQ_BYTES).order(ByteOrder.nativeOrder());
        request.put(0, name.getBytes(StandardCharsets.US_ASCII));
        request.putShort(Linux.IFREQ_FLAGS, flags);
        int number = result(Libc.ioctl(descriptor, Linux.TUNSETIFF, Libc.address(request)));
        Reference.reachabilityFence(request);
        return number;
    }

    private static int headerAndOffload(int descriptor, int flags) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        bytes.putInt(0, Frame.HEADER_BYTES);
        int number = result(Libc.ioctl(descriptor, Linux.TUNSETVNETHDRSZ, Libc.address(bytes)));
        Reference.reachabilityFence(bytes);
        return number != 0 ? number : result(Libc.ioctl(descriptor, Linux.TUNSETOFFLOAD, flags));
    }

    private static int result(int answer) {
        return answer < 0 ? Libc.errno() : 0;
    }

    private static int openCloneDevice(String name) throws IOException {
        int descriptor = Libc.open(CLONE_DEVICE, Linux.O_RDWR | Linux.O_NONBLOCK | Linux.O_CLOEXEC);
        if (descriptor < 0) {
            throw new IOException("cannot create " + name + ": " + whyNoCloneDevice(Libc.errno()));
        }
        return descriptor;
    }

    private static String whyNoCloneDevice(int number) {
        return switch (number) {
            case Linux.ENOENT, Linux.ENODEV, Linux.ENXIO ->
                CLONE_DEVICE + " does not exist: load the tun module or pass the device into the container";
            case Linux.EACCES, Linux.EPERM -> "no permission to open " + CLONE_DEVICE;
            default -> CLONE_DEVICE + ": " + Libc.strerror(number);
        };
    }

    private static String whyNotAttached(String name, int number) {
        return switch (number) {
            case Linux.EPERM, Linux.EACCES -> "no permission: CAP_NET_ADMIN is needed to create " + name;
            case Linux.EBUSY -> "device " + name + " is in use by another process";
            case Linux.EINVAL, Linux.EEXIST -> "device " + name + " exists and is no TUN device";
            default -> "cannot create " + name + ": " + Libc.strerror(number);
        };
    }

    int read(PacketBatch into, long waitNs) {
        return reader.read(into, waitNs);
    }

    void write(byte[] packet, int offset, int lengthBytes) {
        writer.write(packet, offset, lengthBytes);
    }

    void flush() {
        writer.flush();
    }

    long refusedPackets() {
        return writer.refusedPackets();
    }

    void wakeUp() {
        sleep.end();
    }

    void close() {
        sleep.close();
        Libc.close(descriptor);
    }
}
