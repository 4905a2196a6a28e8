package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;

/** A transport, a batch to receive into and what the listener was told. Confined to the test's thread. */
abstract class TransportFixture {
    /** IPv4 loopback. */
    protected static final InetAddress LOOPBACK_4 = Addresses.parse("127.0.0.1");

    /** IPv6 loopback. */
    protected static final InetAddress LOOPBACK_6 = Addresses.parse("::1");

    /** Longer than any wait that ends. */
    static final long LONG_NS = TimeUnit.SECONDS.toNanos(10);

    final Random random = Seed.random(getClass().getSimpleName());
    final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    final DatagramBatch batch = new DatagramBatch(256, 512 * 1024);
    Set<Thread> threadsBefore;
    Transport transport;

    /** What the listener was told. */
    record Failure(int socket, SendFailure cause) {}

    protected abstract TransportFactory factory();

    @BeforeEach
    void createTransport() {
        threadsBefore = Thread.getAllStackTraces().keySet();
        transport = factory().create((socket, cause) -> failures.add(new Failure(socket, cause)));
    }

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    /** The transport under test. */
    protected final Transport transport() {
        return transport;
    }

    /** Opens a socket without device and mark. */
    protected final int open(InetAddress address, int port) throws IOException {
        return transport.open(new SocketSettings("test", new InetSocketAddress(address, port), Optional.empty(), 0));
    }

    /** Where the socket can be reached. */
    protected final Endpoint endpoint(int socket) {
        return Endpoint.of(transport.localAddress(socket));
    }

    final void receive(int count) {
        batch.clear();
        long end = System.nanoTime() + LONG_NS;
        while (batch.count() < count && System.nanoTime() < end) {
            transport.receive(batch, LONG_NS);
        }
        assertThat(batch.count()).isEqualTo(count);
    }

    final byte[] datagram(int index) {
        int offset = batch.packets().offset(index);
        return Arrays.copyOfRange(
                batch.packets().slab(), offset, offset + batch.packets().lengthBytes(index));
    }

    final byte[] randomOctets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
