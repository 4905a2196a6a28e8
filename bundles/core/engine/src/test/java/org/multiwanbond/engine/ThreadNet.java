package org.multiwanbond.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;

/**
 * A network without delay and loss between real threads: each of its transports puts datagrams straight into another's
 * inbox. Several transports may share a port; then datagrams are steered by what is in them, or astray. Thread-safe.
 */
final class ThreadNet implements TransportFactory {
    private final Map<InetSocketAddress, Map<Integer, Bound>> bound = new ConcurrentHashMap<>();
    private final AtomicInteger nextPort = new AtomicInteger(50_000);
    private final AtomicInteger turn = new AtomicInteger();
    private final boolean shares;
    private final boolean steers;

    /** A network whose transports share ports or not, and then steer datagrams or let them arrive anywhere. */
    ThreadNet(boolean shares, boolean steers) {
        this.shares = shares;
        this.steers = steers;
    }

    private record Bound(Carrying transport, int socket, int count) {}

    private record Datagram(byte[] octets, int socket, Endpoint from) {}

    @Override
    public Transport create(SocketListener listener) {
        return new Carrying();
    }

    @Override
    public boolean sharesPorts() {
        return shares;
    }

    private void deliver(InetSocketAddress to, byte[] octets, Endpoint from) {
        Map<Integer, Bound> there = bound.getOrDefault(to, Map.of());
        int sessionId = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
        int count = there.values().stream().mapToInt(Bound::count).findFirst().orElse(1);
        Bound one = there.get(steers ? sessionId % count : turn.getAndIncrement() % count);
        if (one != null) {
            one.transport.arrives(new Datagram(octets, one.socket, from));
        }
    }

    private final class Carrying implements Transport {
        private final ConcurrentLinkedQueue<Datagram> inbox = new ConcurrentLinkedQueue<>();
        private final Map<Integer, InetSocketAddress> sockets = new ConcurrentHashMap<>();
        private final Map<Integer, Integer> shareOf = new ConcurrentHashMap<>();
        private final Semaphore wakeUps = new Semaphore(0);
        private int opened;

        private void arrives(Datagram datagram) {
            inbox.add(datagram);
            wakeUps.release();
        }

        @Override
        public int open(SocketSettings settings) throws IOException {
            InetSocketAddress wanted = settings.local();
            InetSocketAddress local = wanted.getPort() == 0
                    ? new InetSocketAddress(wanted.getAddress(), nextPort.getAndIncrement())
                    : wanted;
            int socket = opened++ % SOCKET_LIMIT;
            int index = settings.share().index();
            Bound mine = new Bound(this, socket, settings.share().count());
            if (bound.computeIfAbsent(local, address -> new ConcurrentHashMap<>())
                            .putIfAbsent(index, mine)
                    != null) {
                throw new IOException(local + " is in use");
            }
            sockets.put(socket, local);
            shareOf.put(socket, index);
            return socket;
        }

        @Override
        public InetSocketAddress localAddress(int socket) {
            return sockets.get(socket);
        }

        @Override
        public void shut(int socket) {
            InetSocketAddress local = sockets.remove(socket);
            if (local != null) {
                bound.get(local).remove(shareOf.get(socket));
            }
        }

        @Override
        public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
            InetSocketAddress local = sockets.get(socket);
            for (int at = 0; at < lengthBytes && local != null; at += segmentBytes) {
                byte[] octets = new byte[Math.min(segmentBytes, lengthBytes - at)];
                System.arraycopy(slab, offset + at, octets, 0, octets.length);
                deliver(to.socketAddress(), octets, Endpoint.of(local));
            }
        }

        @Override
        public void flush() {}

        @Override
        public int receive(DatagramBatch into, long waitNs) {
            if (inbox.isEmpty()) {
                Waiting.until(wakeUps, waitNs);
            }
            int capacity = into.packets().capacity();
            for (Datagram next = inbox.peek(); next != null && into.count() < capacity; next = inbox.peek()) {
                if (next.octets.length > into.packets().freeBytes()) {
                    break;
                }
                inbox.remove();
                System.arraycopy(
                        next.octets, 0, into.packets().slab(), into.packets().freeOffset(), next.octets.length);
                into.packets().append(next.octets.length);
                into.origin(next.socket, next.from.high(), next.from.low(), next.from.port());
            }
            return into.count();
        }

        @Override
        public void wakeUp() {
            wakeUps.release();
        }

        @Override
        public void close() {
            sockets.keySet().forEach(this::shut);
        }
    }
}
