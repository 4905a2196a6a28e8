package org.multiwanbond.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;

/** Stands where no transport is installed: nothing comes, what is sent is lost. Thread-safe. */
final class NoTransport implements Transport {
    private final Semaphore wakeUps = new Semaphore(0);

    @Override
    public int open(SocketSettings settings) throws IOException {
        throw new IOException("no transport is installed");
    }

    @Override
    public InetSocketAddress localAddress(int socket) {
        return InetSocketAddress.createUnresolved("none", 0);
    }

    @Override
    public void shut(int socket) {
        // There are no sockets.
    }

    @Override
    public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        // There is nowhere to send to.
    }

    @Override
    public void flush() {
        // Nothing is queued.
    }

    @Override
    public int receive(DatagramBatch into, long waitNs) {
        Waiting.until(wakeUps, waitNs);
        return 0;
    }

    @Override
    public void wakeUp() {
        wakeUps.release();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
