package org.multiwanbond.netlab.sim;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;

/** Sockets of a simulated host; receiving never waits, because time passes only by the clock. Confined to one thread. */
final class SimTransport implements Transport {
    private final List<Optional<InetSocketAddress>> sockets = new ArrayList<>();
    private final SimNetwork network;
    private final SimHost host;
    private final SocketListener listener;

    SimTransport(SimNetwork network, SimHost host, SocketListener listener) {
        this.network = network;
        this.host = host;
        this.listener = listener;
    }

    @Override
    public int open(SocketSettings settings) throws IOException {
        if (sockets.size() == SOCKET_LIMIT) {
            throw new IOException("All " + SOCKET_LIMIT + " simulated sockets are used.");
        }
        int port = settings.local().getPort() == 0
                ? host.anyPort()
                : settings.local().getPort();
        InetSocketAddress local = new InetSocketAddress(settings.local().getAddress(), port);
        if (!host.bind(local, this)) {
            throw new IOException("The address " + local + " is taken.");
        }
        sockets.add(Optional.of(local));
        return sockets.size() - 1;
    }

    @Override
    public InetSocketAddress localAddress(int socket) {
        return sockets.get(socket).orElseThrow();
    }

    @Override
    public void shut(int socket) {
        if (isOpen(socket)) {
            host.unbind(localAddress(socket));
            sockets.set(socket, Optional.empty());
        }
    }

    @Override
    public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        if (!isOpen(socket)) {
            return;
        }
        InetSocketAddress local = localAddress(socket);
        Optional<SimWay> way =
                network.route(host, local.getAddress(), to.socketAddress().getAddress());
        if (way.isEmpty()) {
            listener.sendFailed(socket, SendFailure.UNREACHABLE);
            return;
        }
        SimWay.SimPort source =
                new SimWay.SimPort(local.getPort(), network.clock().nowNs());
        for (int sent = 0; sent < lengthBytes; sent += segmentBytes) {
            way.get().offer(slab, offset + sent, Math.min(segmentBytes, lengthBytes - sent), to, source);
        }
    }

    @Override
    public void flush() {}

    @Override
    public int receive(DatagramBatch into, long waitNs) {
        int before = into.count();
        Optional<SimWay> way = network.firstDue(host);
        while (way.isPresent() && into.packets().freeBytes() >= way.get().nextLengthBytes()) {
            deliver(way.get(), into);
            way = network.firstDue(host);
        }
        return into.count() - before;
    }

    private void deliver(SimWay way, DatagramBatch into) {
        ByteBuffer datagram = way.take(network.clock().nowNs());
        InetSocketAddress target = host.boundAddress(way.target(), SimWay.targetPort(datagram));
        int socket = sockets.indexOf(Optional.of(target));
        if (socket >= 0) {
            PacketBatch packets = into.packets();
            int lengthBytes = datagram.remaining();
            datagram.get(packets.slab(), packets.freeOffset(), lengthBytes);
            packets.append(lengthBytes);
            into.origin(socket, SimWay.sourceHigh(datagram), SimWay.sourceLow(datagram), SimWay.sourcePort(datagram));
        }
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {
        for (int socket = 0; socket < sockets.size(); socket++) {
            shut(socket);
        }
    }

    private boolean isOpen(int socket) {
        return socket >= 0 && socket < sockets.size() && sockets.get(socket).isPresent();
    }
}
