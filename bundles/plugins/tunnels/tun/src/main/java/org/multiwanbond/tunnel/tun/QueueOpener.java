package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a TUN device and opens its queues, one descriptor each. Header size and offload are the device's (tun_chr_ioctl in
 * drivers/net/tun.c), so they are set by the first queue; the flags of all must be equal. Confined to one control thread.
 */
final class QueueOpener {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.tunnel.tun");
    private static final String CLONE_DEVICE = "/dev/net/tun";

    private final String name;
    private final int wanted;
    private final List<TunQueue> queues = new ArrayList<>();
    /** What the first queue was attached with. */
    private short flags;

    private QueueOpener(String name, int wanted) {
        this.name = name;
        this.wanted = wanted;
    }

    /**
     * Opens the device of this name, making it if it is not there, with as much offload as the kernel grants.
     *
     * @param wanted how many queues, at least 1
     * @return as many as the kernel grants, at least 1
     */
    static List<TunQueue> open(String name, Offload most, int wanted) throws IOException {
        QueueOpener opener = new QueueOpener(name, wanted);
        opener.open(most);
        return opener.queues;
    }

    private void open(Offload most) throws IOException {
        int descriptor = openCloneDevice();
        OffloadProbe probe = new OffloadProbe(most, offloads(descriptor, most));
        if (probe.granted() == Offload.NONE) {
            // A descriptor cannot be attached twice: once more, without header.
            Libc.close(descriptor);
            descriptor = openCloneDevice();
            attachPlain(descriptor);
        }
        queues.add(TunQueue.of(descriptor, probe.granted()));
        String why = openFurther(probe.granted());
        report(probe);
        if (queues.size() < wanted) {
            LOG.warn(
                    "The tunnel device has fewer queues than wanted: {}. device={} queues={} wanted={}",
                    why,
                    name,
                    queues.size(),
                    wanted);
        }
    }

    /** Opens the other queues; answers why there are not more. */
    private String openFurther(Offload granted) {
        if ((flags & Linux.IFF_MULTI_QUEUE) == 0) {
            return "it exists already or the system knows no queues";
        }
        try {
            while (queues.size() < wanted) {
                int descriptor = openCloneDevice();
                int number = attach(descriptor, flags);
                if (number != 0) {
                    Libc.close(descriptor);
                    return Libc.strerror(number);
                }
                queues.add(TunQueue.of(descriptor, granted));
            }
            return "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private void report(OffloadProbe probe) {
        LOG.info(
                "Offload of the tunnel device is set. device={} queues={} checksum={} tcp={} udp={}{}",
                name,
                queues.size(),
                onOff(probe, Offload.CHECKSUM),
                onOff(probe, Offload.TCP),
                onOff(probe, Offload.UDP),
                probe.refusals().isEmpty() ? "" : " refused=\"" + probe.refusals() + "\"");
    }

    private static String onOff(OffloadProbe probe, Offload offload) {
        return probe.granted().includes(offload) ? "on" : "off";
    }

    private IntUnaryOperator offloads(int descriptor, Offload most) {
        int number = most == Offload.NONE ? 0 : attachFirst(descriptor, Linux.IFF_TUN_PLAIN | Linux.IFF_VNET_HDR);
        return offload -> number == 0 ? headerAndOffload(descriptor, offload) : number;
    }

    private void attachPlain(int descriptor) throws IOException {
        int number = attachFirst(descriptor, Linux.IFF_TUN_PLAIN);
        if (number != 0) {
            Libc.close(descriptor);
            throw new IOException(whyNotAttached(number));
        }
        // A persistent device may still have what its last user asked for; a kernel that refuses this has nothing on.
        Libc.ioctl(descriptor, Linux.TUNSETOFFLOAD, 0);
    }

    /**
     * A device with several queues must be new: to one that another process has, the kernel would add ours, and share the
     * packets out among us.
     */
    private int attachFirst(int descriptor, int plainFlags) {
        flags = (short) (plainFlags | Linux.IFF_MULTI_QUEUE);
        if (wanted > 1 && attach(descriptor, (short) (flags | Linux.IFF_TUN_EXCL)) == 0) {
            return 0;
        }
        flags = (short) plainFlags;
        return attach(descriptor, flags);
    }

    private int attach(int descriptor, short ownFlags) {
        ByteBuffer request = ByteBuffer.allocateDirect(Linux.IFREQ_BYTES).order(ByteOrder.nativeOrder());
        request.put(0, name.getBytes(StandardCharsets.US_ASCII));
        request.putShort(Linux.IFREQ_FLAGS, ownFlags);
        int number = result(Libc.ioctl(descriptor, Linux.TUNSETIFF, Libc.address(request)));
        Reference.reachabilityFence(request);
        return number;
    }

    private static int headerAndOffload(int descriptor, int offload) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        bytes.putInt(0, Frame.HEADER_BYTES);
        int number = result(Libc.ioctl(descriptor, Linux.TUNSETVNETHDRSZ, Libc.address(bytes)));
        Reference.reachabilityFence(bytes);
        return number != 0 ? number : result(Libc.ioctl(descriptor, Linux.TUNSETOFFLOAD, offload));
    }

    private static int result(int answer) {
        return answer < 0 ? Libc.errno() : 0;
    }

    private int openCloneDevice() throws IOException {
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

    private String whyNotAttached(int number) {
        return switch (number) {
            case Linux.EPERM, Linux.EACCES -> "no permission: CAP_NET_ADMIN is needed to create " + name;
            case Linux.EBUSY -> "device " + name + " is in use by another process";
            case Linux.EINVAL, Linux.EEXIST ->
                isTun()
                        ? "device " + name + " is in use by another process or was made for several queues"
                        : "device " + name + " exists and is no TUN device";
            default -> "cannot create " + name + ": " + Libc.strerror(number);
        };
    }

    private boolean isTun() {
        return Files.exists(Path.of("/sys/class/net", name, "tun_flags"));
    }
}
