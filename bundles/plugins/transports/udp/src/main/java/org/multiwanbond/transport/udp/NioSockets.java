package org.multiwanbond.transport.udp;

import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import org.multiwanbond.api.transport.SocketSettings;

/**
 * Sockets of the JDK, for systems without epoll: one datagram per system call, no binding to a device, no mark, and the
 * system may fragment. Thread-safe.
 */
final class NioSockets implements SocketKind {
    @Override
    public IoHandlerFactory loop() {
        return NioIoHandler.newFactory();
    }

    @Override
    public DatagramChannel create(boolean ipv6) {
        return new NioDatagramChannel(ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
    }

    @Override
    public void prepare(DatagramChannel channel, SocketSettings settings, boolean ipv6) throws IOException {
        if (settings.device().isPresent()) {
            throw new IOException("this system cannot bind a socket to the device "
                    + settings.device().get() + ": give the link a local address instead");
        }
        channel.config().setOption(ChannelOption.SO_RCVBUF, KERNEL_BUFFER_BYTES);
        channel.config().setOption(ChannelOption.SO_SNDBUF, KERNEL_BUFFER_BYTES);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(LONGEST_DATAGRAM_BYTES));
    }

    @Override
    public boolean freesPortsAtOnce() {
        return false;
    }
}
