package org.multiwanbond.transport.udplinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;

/** Sockets come and go under the hands of the data threads. */
@Timeout(60)
class ShutUnderTrafficTest extends TransportFixture {
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger socket = new AtomicInteger();

    /** Counts calls on what is no socket any more. */
    private final class Watching extends PlantedKernel {
        private static final int EBADF = 9;
        private static final int ENOTSOCK = 88;

        @Override
        public int send(int descriptor, MessageTable messages, int from, int count) {
            return look(real.send(descriptor, messages, from, count));
        }

        @Override
        public int receive(int descriptor, MessageTable messages) {
            return look(real.receive(descriptor, messages));
        }

        private int look(int result) {
            strangers.addAndGet(result == -EBADF || result == -ENOTSOCK ? 1 : 0);
            return result;
        }
    }

    @Test
    void noDataThreadMeetsAClosedDescriptor() throws Exception {
        UdpLinuxTransport transport = transport(new Watching(), ALL);
        socket.set(open(transport, LOOPBACK_4));
        Endpoint to = endpoint(transport, open(transport, LOOPBACK_4));
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(transport, to));
        CompletableFuture<Void> receiver = CompletableFuture.runAsync(() -> receive(transport));
        try {
            for (int i = 0; i < 3_000; i++) {
                int old = socket.get();
                socket.set(open(transport, LOOPBACK_4));
                transport.shut(old);
            }
        } finally {
            ended.set(true);
        }
        CompletableFuture.allOf(sender, receiver).get();
        assertThat(strangers).hasValue(0);
    }

    private void send(UdpLinuxTransport transport, Endpoint to) {
        byte[] slab = new byte[4_000];
        while (!ended.get()) {
            transport.send(socket.get(), to, slab, 0, slab.length, 1_000);
            transport.flush();
        }
    }

    private void receive(UdpLinuxTransport transport) {
        DatagramBatch batch = new DatagramBatch(64, 128 * 1024);
        while (!ended.get()) {
            batch.clear();
            transport.receive(batch, 1_000_000);
        }
    }
}
