package org.multiwanbond.engine.rehearsal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;

/** Transports with one socket each that reach each other in memory. Thread-safe. */
final class Loopback implements TransportFactory {
    private static final int QUEUE = 4_096;

    private final Map<Integer, Tube> tubes = new ConcurrentHashMap<>();
    private final AtomicInteger nextPort = new AtomicInteger(1);

    private record Datagram(int fromPort, byte[] octets) {}

    @Override
    public Transport create(SocketListener listener) {
        return new Tube(nextPort.getAndIncrement());
    }

    private final class Tube implements Transport {
        private final BlockingQueue<Datagram> queue = new ArrayBlockingQueue<>(QUEUE);
        private final int port;

        Tube(int port) {
            this.port = port;
        }

        @Override
        public int open(SocketSettings settings) {
            tubes.put(port, this);
            return 0;
        }

        @Override
        public InetSocketAddress localAddress(int socket) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public void shut(int socket) {
            tubes.remove(port);
        }

        @Override
        public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
            Tube other = tubes.get(to.port());
            for (int at = 0; other != null && at < lengthBytes; at += segmentBytes) {
                int end = Math.min(lengthBytes, at + segmentBytes);
                other.queue.offer(new Datagram(port, Arrays.copyOfRange(slab, offset + at, offset + end)));
            }
        }

        @Override
        public void flush() {
            // It has arrived.
        }

        @Override
        public int receive(DatagramBatch into, long waitNs) {
            try {
                Datagram next = queue.poll(waitNs, TimeUnit.NANOSECONDS);
                while (next != null && next.octets().length > 0) {
                    append(into, next);
                    boolean full = into.packets().freeBytes() < 2_000;
                    next = full ? null : queue.poll();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return into.count();
        }

        private void append(DatagramBatch into, Datagram datagram) {
            int at = into.packets().freeOffset();
            System.arraycopy(datagram.octets(), 0, into.packets().slab(), at, datagram.octets().length);
            into.packets().append(datagram.octets().length);
            InetAddress from = InetAddress.getLoopbackAddress();
            into.origin(0, Addresses.high(from), Addresses.low(from), datagram.fromPort());
        }

        @Override
        public void wakeUp() {
            queue.offer(new Datagram(port, new byte[0]));
        }

        @Override
        public void close() {
            tubes.remove(port);
        }
    }
}
