package org.multiwanbond.transport.udp;

import io.netty.channel.ChannelFuture;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;

/**
 * UDP sockets served by one event-loop thread, with a bounded ring to it and one from it. Threads as {@link Transport} says.
 *
 * <p>Netty's {@code ManualIoEventLoop}, run by the receiving thread itself, would save the rings. It cannot serve here: its
 * owner is fixed for good, and opening, sending and closing need the owner to be inside the loop, whereas {@link #open}
 * may come before there is a receiving thread and {@link #close} comes after it has left.
 */
final class UdpTransport implements Transport {
    /** Above this much waiting for one socket, datagrams are dropped: 1 MiB is 25 ms at 330 Mbit/s. */
    private static final WriteBufferWaterMark QUEUE = new WriteBufferWaterMark(1 << 19, 1 << 20);

    /** Far more than closing takes; only a bound, so that a fault cannot hold the control thread. */
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private final SocketKind kind;
    private final SocketListener listener;
    private final LongSupplier clockNs;
    private final SocketTable sockets = new SocketTable();
    private final SingleThreadIoEventLoop loop;
    private final Inbox inbox;
    private final Outbox outbox;

    UdpTransport(SocketKind kind, SocketListener listener, LongSupplier clockNs) {
        this.kind = kind;
        this.listener = listener;
        this.clockNs = clockNs;
        loop = new SingleThreadIoEventLoop(null, UdpTransport::thread, kind.loop());
        inbox = new Inbox(clockNs);
        outbox = new Outbox(sockets, loop);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new FastThreadLocalThread(task, "mwb-udp-loop");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized int open(SocketSettings settings) throws IOException {
        if (loop.isShuttingDown()) {
            throw new IOException(settings.name() + ": the transport is closed");
        }
        int number = sockets.takeNumber();
        if (number == SocketTable.FULL) {
            throw new IOException(settings.name() + ": all " + SOCKET_LIMIT + " sockets are in use");
        }
        try {
            sockets.put(number, bind(settings, number));
        } catch (IOException e) {
            sockets.giveBack(number);
            throw new IOException(settings.name() + ": " + e.getMessage(), e);
        }
        return number;
    }

    private OpenSocket bind(SocketSettings settings, int number) throws IOException {
        InetSocketAddress local = settings.local();
        if (local.isUnresolved()) {
            throw new IOException("no address is known for " + local.getHostString());
        }
        boolean ipv6 = local.getAddress() instanceof Inet6Address;
        DatagramChannel channel = kind.create(ipv6);
        Inlet inlet = new Inlet(number, inbox, listener, clockNs);
        try {
            kind.prepare(channel, settings, ipv6);
            channel.config().setWriteBufferWaterMark(QUEUE);
            channel.pipeline().addLast(inlet);
            Throwable failure = failureOf(loop.register(channel));
            if (failure == null) {
                failure = failureOf(channel.bind(local));
            }
            if (failure != null) {
                throw new IOException(Errno.bindRefused(failure, local), failure);
            }
            return new OpenSocket(channel, inlet, ipv6);
        } catch (IOException e) {
            close(channel);
            throw e;
        }
    }

    private static Throwable failureOf(ChannelFuture step) {
        return step.awaitUninterruptibly().cause();
    }

    private static void close(DatagramChannel channel) {
        if (channel.isRegistered()) {
            channel.close().awaitUninterruptibly(CLOSE_TIMEOUT_MS);
        } else {
            channel.unsafe().closeForcibly();
        }
    }

    @Override
    public InetSocketAddress localAddress(int socket) {
        OpenSocket found = sockets.find(socket);
        if (found == null) {
            throw new IllegalArgumentException("there is no socket " + socket);
        }
        return found.channel().localAddress();
    }

    @Override
    public synchronized void shut(int socket) {
        OpenSocket removed = sockets.remove(socket);
        if (removed != null) {
            close(removed.channel());
            if (!kind.freesPortsAtOnce()) {
                // A timer makes the loop pass its selector, which is where the JDK closes the descriptor.
                loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_TIMEOUT_MS);
            }
            sockets.giveBack(socket);
        }
    }

    @Override
    public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        if (sockets.find(socket) != null && segmentBytes > 0) {
            outbox.put(socket, to.socketAddress(), slab, offset, lengthBytes, segmentBytes);
        }
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public int receive(DatagramBatch into, long waitNs) {
        return inbox.receive(into, waitNs);
    }

    @Override
    public void wakeUp() {
        inbox.wakeUp();
    }

    /** Datagrams dropped in either direction because a queue was full. */
    long droppedDatagrams() {
        return inbox.dropped() + outbox.dropped();
    }

    /** Returns when the thread is gone: nothing may run in classes of a bundle that was taken away. */
    @Override
    public synchronized void close() {
        if (loop.isShuttingDown()) {
            return;
        }
        for (int number = 0; number < SOCKET_LIMIT; number++) {
            shut(number);
        }
        Thread thread = loop.submit(Thread::currentThread).syncUninterruptibly().getNow();
        loop.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
