package org.multiwanbond.transport.udp;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.multiwanbond.api.transport.SocketSettings;

/** Linux sockets: many datagrams per system call, bound to a device, marked, never fragmented. Thread-safe. */
final class EpollSockets implements SocketKind {
    // Numbers of Linux's asm-generic/socket.h, linux/in.h and linux/in6.h; the same on x86-64 and arm64.
    private static final int SOL_SOCKET = 1;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int NEVER_FRAGMENT_NOR_TRUST_ICMP = 3; // IP_PMTUDISC_PROBE, as RFC 8899 wants
    private static final int DEVICE_NAME_BYTES = 16; // IFNAMSIZ
    private static final RawUnixChannelOption BIND_TO_DEVICE =
            new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, 25, DEVICE_NAME_BYTES);
    private static final IntegerUnixChannelOption MARK = integer("SO_MARK", SOL_SOCKET, 36);
    private static final IntegerUnixChannelOption SEND_BUFFER = integer("SO_SNDBUFFORCE", SOL_SOCKET, 32);
    private static final IntegerUnixChannelOption RECEIVE_BUFFER = integer("SO_RCVBUFFORCE", SOL_SOCKET, 33);
    private static final IntegerUnixChannelOption MTU_DISCOVER = integer("IP_MTU_DISCOVER", IPPROTO_IP, 10);
    private static final IntegerUnixChannelOption MTU_DISCOVER_6 = integer("IPV6_MTU_DISCOVER", IPPROTO_IPV6, 23);
    private static final IntegerUnixChannelOption V6_ONLY = integer("IPV6_V6ONLY", IPPROTO_IPV6, 26);

    /** Room per datagram; more than the longest, so that none is cut. Only the pages written to cost memory. */
    private static final int SLOT_BYTES = 1 << 16;

    /** Datagrams taken per recvmmsg: 16 slots are 1 MiB, the largest buffer Netty's allocators pool. */
    private static final int SLOTS = 16;

    /** Datagrams taken from one socket before the others have their turn. */
    private static final int MOST_PER_TURN = 64;

    private static IntegerUnixChannelOption integer(String name, int level, int number) {
        return new IntegerUnixChannelOption(name, level, number);
    }

    @Override
    public IoHandlerFactory loop() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public DatagramChannel create(boolean ipv6) throws IOException {
        try {
            return new EpollDatagramChannel(ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
        } catch (ChannelException e) {
            throw new IOException("this system has no " + (ipv6 ? "IPv6" : "IPv4"), e);
        }
    }

    @Override
    public void prepare(DatagramChannel channel, SocketSettings settings, boolean ipv6) throws IOException {
        if (settings.device().isPresent()) {
            String device = settings.device().get();
            set(channel, BIND_TO_DEVICE, paddedName(device), "the device " + device);
        }
        if (settings.mark() != 0) {
            set(channel, MARK, settings.mark(), "the mark that keeps our own packets out of the tunnel");
        }
        if (ipv6) {
            set(channel, V6_ONLY, 1, "IPv6 only");
        }
        set(channel, ipv6 ? MTU_DISCOVER_6 : MTU_DISCOVER, NEVER_FRAGMENT_NOR_TRUST_ICMP, "no fragmentation");
        enlarge(channel, RECEIVE_BUFFER, ChannelOption.SO_RCVBUF);
        enlarge(channel, SEND_BUFFER, ChannelOption.SO_SNDBUF);
        channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, SLOT_BYTES);
        channel.config()
                .setRecvByteBufAllocator(
                        new FixedRecvByteBufAllocator(SLOTS * SLOT_BYTES).maxMessagesPerRead(MOST_PER_TURN));
    }

    private static ByteBuffer paddedName(String device) throws IOException {
        byte[] name = device.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length >= DEVICE_NAME_BYTES) {
            throw new IOException("there is no device " + device);
        }
        return ByteBuffer.allocateDirect(DEVICE_NAME_BYTES).put(name).clear();
    }

    private static <T> void set(DatagramChannel channel, ChannelOption<T> option, T value, String what)
            throws IOException {
        try {
            channel.config().setOption(option, value);
        } catch (ChannelException e) {
            throw new IOException(Errno.optionRefused(e, what), e);
        }
    }

    /** A privileged process may exceed net.core.rmem_max; another gets what that allows. */
    private static void enlarge(
            DatagramChannel channel, IntegerUnixChannelOption beyondLimit, ChannelOption<Integer> withinLimit) {
        try {
            channel.config().setOption(beyondLimit, KERNEL_BUFFER_BYTES);
        } catch (ChannelException e) {
            channel.config().setOption(withinLimit, KERNEL_BUFFER_BYTES);
        }
    }

    @Override
    public boolean freesPortsAtOnce() {
        return true;
    }
}
