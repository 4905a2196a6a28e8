package org.multiwanbond.transport.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.transport.Transport;

/**
 * What is to leave by all sockets. {@link #put} and {@link #flush} belong to the sending thread; {@link #run} to the event
 * loop, as one task per flush however many datagrams there are. A socket's datagrams are sent together at the end, so that
 * turns between links cost no system calls.
 */
@HotPath
final class Outbox implements Runnable {
    /** As the inbox: 1 400 octets each fill the slab. */
    private static final int SLOTS = 4096;

    private static final int SLAB_BYTES = 2 << 20;

    private final DatagramRing ring = new DatagramRing(SLOTS, SLAB_BYTES);
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final OpenSocket[] touched = new OpenSocket[Transport.SOCKET_LIMIT];
    private final SocketTable sockets;
    private final Executor loop;

    Outbox(SocketTable sockets, Executor loop) {
        this.sockets = sockets;
        this.loop = loop;
    }

    /** Queues datagrams back to back; drops and counts those for which the queue has no room. */
    void put(int socket, InetSocketAddress to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        int end = offset + lengthBytes;
        for (int at = offset; at < end; at += segmentBytes) {
            if (!ring.put(socket, to, slab, at, Math.min(segmentBytes, end - at))) {
                dropped.increment();
            }
        }
        if (ring.isHalfFull()) {
            flush();
        }
    }

    void flush() {
        if (ring.waiting() > 0 && scheduled.compareAndSet(false, true)) {
            loop.execute(this);
        }
    }

    /** Hands what is queued to the sockets. What is flushed meanwhile brings a further run. */
    @Override
    public void run() {
        scheduled.set(false);
        int touchedCount = 0;
        for (int waiting = ring.waiting(); waiting > 0; waiting--) {
            OpenSocket socket = sockets.find(ring.socket());
            if (socket != null) {
                write(socket);
                if (socket.touched()) {
                    touched[touchedCount++] = socket;
                }
            }
            ring.take();
        }
        for (int i = 0; i < touchedCount; i++) {
            touched[i].flush();
            touched[i] = null;
        }
    }

    private void write(OpenSocket socket) {
        DatagramChannel channel = socket.channel();
        InetSocketAddress to = ring.address();
        if (!channel.isWritable()) {
            channel.flush();
        }
        if (to.getAddress() instanceof Inet6Address != socket.isIpv6()) {
            socket.inlet().failed(Errno.ENETUNREACH);
        } else if (channel.isWritable()) {
            ByteBuf copy = channel.alloc().directBuffer(ring.lengthBytes());
            ring.copyTo(copy);
            channel.write(new DatagramPacket(copy, to), channel.voidPromise());
        } else {
            dropped.increment();
        }
    }

    /** Datagrams dropped because the network takes them more slowly than they come. */
    long dropped() {
        return dropped.sum();
    }
}
