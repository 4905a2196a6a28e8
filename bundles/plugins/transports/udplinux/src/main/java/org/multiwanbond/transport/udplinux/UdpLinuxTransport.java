package org.multiwanbond.transport.udplinux;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;

/**
 * UDP sockets used by the engine's own threads, without one between. Threads as {@link Transport} says.
 *
 * <p>On a veth pair one segmented message of 45 datagrams cost 300 ns of processor time a datagram, single ones 6 300 ns,
 * with {@code sendmmsg} or without: the way through the kernel is what costs, not the call.
 */
final class UdpLinuxTransport implements Transport {
    private final Kernel kernel;
    private final Features features;
    private final SocketListener listener;
    private final LongSupplier clockNs;
    private final SocketOpener opener;
    private final SocketTable sockets = new SocketTable();
    private final Grip sending = new Grip();
    private final Grip receiving = new Grip();
    private final Readiness readiness;
    private final Courier courier;
    private final Outbox outbox;
    private final Inbox inbox;
    private boolean closed;

    UdpLinuxTransport(Kernel kernel, Features features, SocketListener listener, LongSupplier clockNs) {
        this.kernel = kernel;
        this.features = features;
        this.listener = listener;
        this.clockNs = clockNs;
        opener = new SocketOpener(kernel, features);
        readiness = new Readiness(kernel, Readiness.EventLayout.of(System.getProperty("os.arch")));
        courier = new Courier(kernel, sending);
        outbox = new Outbox(courier);
        inbox = new Inbox(kernel, sockets, readiness, receiving);
    }

    @Override
    public synchronized int open(SocketSettings settings) throws IOException {
        if (closed) {
            throw new IOException(settings.name() + ": the transport is closed");
        }
        int number = sockets.takeNumber();
        if (number == SocketTable.FULL) {
            throw new IOException(settings.name() + ": all " + SOCKET_LIMIT + " sockets are in use");
        }
        try {
            open(settings, number);
            return number;
        } catch (IOException e) {
            sockets.giveBack(number);
            throw new IOException(settings.name() + ": " + e.getMessage(), e);
        }
    }

    private void open(SocketSettings settings, int number) throws IOException {
        if (readiness.obstacle() != 0) {
            throw new IOException("cannot wait for datagrams: " + Libc.strerror(readiness.obstacle()));
        }
        int descriptor = opener.open(settings);
        try {
            InetSocketAddress local =
                    opener.localAddress(descriptor, settings.local().getAddress());
            OpenSocket.Binding binding = new OpenSocket.Binding(number, local);
            Failures failures = new Failures(number, listener, clockNs);
            OpenSocket socket = new OpenSocket(descriptor, binding, failures, features.segmentation());
            sockets.put(number, socket);
            int result = readiness.watch(socket);
            if (result < 0) {
                sockets.remove(number);
                throw new IOException("cannot wait for datagrams: " + Libc.strerror(-result));
            }
        } catch (IOException e) {
            kernel.close(descriptor);
            throw e;
        }
    }

    @Override
    public InetSocketAddress localAddress(int socket) {
        OpenSocket found = sockets.find(socket);
        if (found == null) {
            throw new IllegalArgumentException("there is no socket " + socket);
        }
        return found.local();
    }

    @Override
    public synchronized void shut(int socket) {
        OpenSocket removed = sockets.remove(socket);
        if (removed != null) {
            removed.markShut();
            sending.awaitRelease(removed);
            receiving.awaitRelease(removed);
            kernel.close(removed.descriptor());
            sockets.giveBack(socket);
        }
    }

    @Override
    public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        OpenSocket found = sockets.find(socket);
        boolean inside = offset >= 0 && lengthBytes > 0 && lengthBytes <= slab.length - offset;
        if (found == null || !inside || segmentBytes <= 0) {
            return;
        }
        if (to.isIpv6() != found.isIpv6()) {
            found.failures().tell(Linux.ENETUNREACH);
        } else if (Math.min(lengthBytes, segmentBytes) > SegmentRun.LONGEST_BYTES) {
            found.failures().tell(Linux.EMSGSIZE);
        } else {
            outbox.put(found, to, slab, offset, lengthBytes, segmentBytes);
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
        readiness.end();
    }

    /** Datagrams the system did not take or the caller had no room for; a moment late from another thread. */
    long droppedDatagrams() {
        return courier.dropped() + inbox.dropped();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (int number = 0; number < SOCKET_LIMIT; number++) {
            shut(number);
        }
        readiness.close();
    }
}
