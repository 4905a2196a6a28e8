package org.multiwanbond.engine.rehearsal;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;

/**
 * A transport that loses the last datagram of some calls and delivers that of others late, so that gaps, what is sent again
 * and what then comes twice are rehearsed too. As thread-safe as the one it stands before.
 */
@HotPath
final class UnreliableTransport implements Transport {
    /** One call of so many takes away a datagram; with trains of some twenty that is about one of a thousand. */
    private static final int CALLS_A_LOSS = 50;
    /** So many calls later every other one of these is delivered: long after the sender took it for lost. */
    private static final int CALLS_LATE = 25;

    private final Transport inner;
    private final byte[] kept = new byte[65_507];
    private int keptBytes;
    private Endpoint keptTo;
    private int calls;

    UnreliableTransport(Transport inner) {
        this.inner = inner;
    }

    @Override
    public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        calls++;
        int sentBytes = lengthBytes;
        if (calls % CALLS_A_LOSS == 0) {
            sentBytes = (lengthBytes - 1) / segmentBytes * segmentBytes;
            keptBytes = lengthBytes - sentBytes;
            keptTo = to;
            System.arraycopy(slab, offset + sentBytes, kept, 0, keptBytes);
        } else if (calls % (2 * CALLS_A_LOSS) == CALLS_LATE && keptBytes > 0) {
            inner.send(socket, keptTo, kept, 0, keptBytes, keptBytes);
        }
        if (sentBytes > 0) {
            inner.send(socket, to, slab, offset, sentBytes, segmentBytes);
        }
    }

    @Override
    public int receive(DatagramBatch into, long waitNs) {
        return inner.receive(into, waitNs);
    }

    @Override
    public void flush() {
        inner.flush();
    }

    @Override
    public void wakeUp() {
        inner.wakeUp();
    }

    @Override
    public int open(SocketSettings settings) throws IOException {
        return inner.open(settings);
    }

    @Override
    public InetSocketAddress localAddress(int socket) {
        return inner.localAddress(socket);
    }

    @Override
    public void shut(int socket) {
        inner.shut(socket);
    }

    @Override
    public void close() {
        inner.close();
    }
}
