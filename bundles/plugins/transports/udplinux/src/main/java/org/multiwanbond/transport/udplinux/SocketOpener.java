package org.multiwanbond.transport.udplinux;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.SocketSettings;

/** Makes sockets, sets what has to be set and binds them. Confined to the transport's lock. */
final class SocketOpener {
    /** Room asked of the kernel for each direction: 16 MiB is 40 ms at 3.5 Gbit/s; the kernel books it only as it is used. */
    static final int KERNEL_BUFFER_BYTES = 16 << 20;

    private final Kernel kernel;
    private final Features features;
    private final SharedPort shared;
    private boolean smallBuffersTold;

    SocketOpener(Kernel kernel, Features features) {
        this.kernel = kernel;
        this.features = features;
        shared = new SharedPort(kernel);
    }

    /**
     * A bound socket that never fragments; its descriptor.
     *
     * @throws IOException with a sentence that names what was refused
     */
    int open(SocketSettings settings) throws IOException {
        InetSocketAddress local = settings.local();
        if (local.isUnresolved()) {
            throw new IOException("no address is known for " + local.getHostString());
        }
        boolean ipv6 = local.getAddress() instanceof Inet6Address;
        int descriptor = kernel.socket(ipv6 ? Linux.AF_INET6 : Linux.AF_INET);
        if (descriptor < 0) {
            throw new IOException(Errno.socketRefused(-descriptor, ipv6));
        }
        try {
            prepare(descriptor, settings, ipv6);
            shared.beforeBind(descriptor, settings.share());
            bind(descriptor, local);
            shared.afterBind(descriptor, settings.share());
            return descriptor;
        } catch (IOException e) {
            kernel.close(descriptor);
            throw e;
        }
    }

    private void prepare(int descriptor, SocketSettings settings, boolean ipv6) throws IOException {
        if (settings.device().isPresent()) {
            String device = settings.device().get();
            require(kernel.bindToDevice(descriptor, device), "the device " + device);
        }
        if (settings.mark() != 0) {
            int result = kernel.setOption(descriptor, Linux.SOL_SOCKET, Linux.SO_MARK, settings.mark());
            require(result, "the mark that keeps our own packets out of the tunnel");
        }
        // RFC 8899 §4.3 wants probes whole and does not trust what ICMP says of sizes.
        int probe = Linux.PMTUDISC_PROBE;
        if (ipv6) {
            require(kernel.setOption(descriptor, Linux.IPPROTO_IPV6, Linux.IPV6_V6ONLY, 1), "IPv6 only");
            int result = kernel.setOption(descriptor, Linux.IPPROTO_IPV6, Linux.IPV6_MTU_DISCOVER, probe);
            require(result, "no fragmentation");
        } else {
            int result = kernel.setOption(descriptor, Linux.IPPROTO_IP, Linux.IP_MTU_DISCOVER, probe);
            require(result, "no fragmentation");
        }
        if (features.coalescing()) {
            kernel.setOption(descriptor, Linux.SOL_UDP, Linux.UDP_GRO, 1);
        }
        enlargeBuffers(descriptor);
    }

    private static void require(int result, String what) throws IOException {
        if (result < 0) {
            throw new IOException(Errno.optionRefused(-result, what));
        }
    }

    private void enlargeBuffers(int descriptor) {
        int receiveBytes = enlarge(descriptor, Linux.SO_RCVBUFFORCE, Linux.SO_RCVBUF);
        int sendBytes = enlarge(descriptor, Linux.SO_SNDBUFFORCE, Linux.SO_SNDBUF);
        if (!smallBuffersTold && Math.min(receiveBytes, sendBytes) < KERNEL_BUFFER_BYTES) {
            smallBuffersTold = true;
            UdpLinuxLog.smallBuffers(receiveBytes, sendBytes, KERNEL_BUFFER_BYTES);
        }
    }

    /** A privileged process may exceed net.core.rmem_max; another gets what that allows. Answers the octets granted. */
    private int enlarge(int descriptor, int beyondLimit, int withinLimit) {
        if (kernel.setOption(descriptor, Linux.SOL_SOCKET, beyondLimit, KERNEL_BUFFER_BYTES) < 0) {
            kernel.setOption(descriptor, Linux.SOL_SOCKET, withinLimit, KERNEL_BUFFER_BYTES);
        }
        // socket(7): the kernel doubles the value, for its own bookkeeping, and says the doubled one.
        return Math.max(0, kernel.option(descriptor, Linux.SOL_SOCKET, withinLimit)) / 2;
    }

    private void bind(int descriptor, InetSocketAddress local) throws IOException {
        Memory address = new Memory(SocketAddresses.BYTES);
        int lengthBytes = SocketAddresses.write(address.octets(), 0, Endpoint.of(local));
        int result = kernel.bind(descriptor, address.address(), lengthBytes);
        Reference.reachabilityFence(address);
        if (result < 0) {
            throw new IOException(Errno.bindRefused(-result, local));
        }
    }

    /** The address a socket is bound to, with the port the system chose. */
    InetSocketAddress localAddress(int descriptor, InetAddress address) throws IOException {
        int port = kernel.port(descriptor);
        if (port < 0) {
            throw new IOException("the system does not say the port: " + Libc.strerror(-port));
        }
        return new InetSocketAddress(address, port);
    }
}
