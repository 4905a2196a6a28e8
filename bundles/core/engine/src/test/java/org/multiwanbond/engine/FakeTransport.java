package org.multiwanbond.engine;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;

/** Receives what a test puts in, and keeps what is sent. Confined to one thread. */
public final class FakeTransport implements Transport {
    /** A datagram and where it came from or goes to. */
    public record Datagram(byte[] octets, Endpoint endpoint) {}

    public final List<Datagram> arriving = new ArrayList<>();
    public final List<Datagram> sent = new ArrayList<>();
    /** Whether what is sent is not kept, and so nothing allocated. */
    public boolean forgetful;

    private int next;

    @Override
    public int open(SocketSettings settings) {
        return 0;
    }

    @Override
    public InetSocketAddress localAddress(int socket) {
        return new InetSocketAddress(0);
    }

    @Override
    public void shut(int socket) {}

    @Override
    public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        for (int at = 0; at < lengthBytes && !forgetful; at += segmentBytes) {
            byte[] octets = new byte[Math.min(segmentBytes, lengthBytes - at)];
            System.arraycopy(slab, offset + at, octets, 0, octets.length);
            sent.add(new Datagram(octets, to));
        }
    }

    @Override
    public void flush() {}

    /** Begins again with the first datagram. */
    public void rewind() {
        next = 0;
    }

    /** Forgets what arrived. */
    public void clear() {
        arriving.clear();
        next = 0;
    }

    @Override
    public int receive(DatagramBatch into, long waitNs) {
        while (into.count() < into.packets().capacity()
                && next < arriving.size()
                && arriving.get(next).octets().length <= into.packets().freeBytes()) {
            Datagram datagram = arriving.get(next++);
            byte[] octets = datagram.octets();
            System.arraycopy(octets, 0, into.packets().slab(), into.packets().freeOffset(), octets.length);
            into.packets().append(octets.length);
            Endpoint from = datagram.endpoint();
            into.origin(0, from.high(), from.low(), from.port());
        }
        return into.count();
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
}
