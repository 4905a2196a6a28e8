package org.multiwanbond.transport.udplinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.tck.Seed;

/** A transport on a kernel with planted failures, and the words its tests are written in. Confined to the test's thread. */
abstract class TransportFixture {
    static final InetAddress LOOPBACK_4 = Addresses.parse("127.0.0.1");
    static final InetAddress LOOPBACK_6 = Addresses.parse("::1");
    static final Features ALL = new Features(true, true, true, true);
    static final long LONG_NS = TimeUnit.SECONDS.toNanos(10);

    final Random random = Seed.random(getClass().getSimpleName());
    final List<SendFailure> failures = new ArrayList<>();
    private final List<UdpLinuxTransport> made = new ArrayList<>();
    private long nowNs;

    @AfterEach
    void closeTransports() {
        made.forEach(UdpLinuxTransport::close);
    }

    /** A transport whose clock goes on a second each time it is asked, so that every failure is told. */
    final UdpLinuxTransport transport(Kernel kernel, Features features) {
        UdpLinuxTransport transport = new UdpLinuxTransport(
                kernel, features, (socket, cause) -> failures.add(cause), () -> nowNs += 1_000_000_000);
        made.add(transport);
        return transport;
    }

    static int open(UdpLinuxTransport transport, InetAddress local) throws IOException {
        return transport.open(new SocketSettings("test", new InetSocketAddress(local, 0), Optional.empty(), 0));
    }

    static Endpoint endpoint(UdpLinuxTransport transport, int socket) {
        return Endpoint.of(transport.localAddress(socket));
    }

    final byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    /** The datagrams a send is to become, by the words of the interface. */
    static List<byte[]> datagrams(byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        List<byte[]> datagrams = new ArrayList<>();
        for (int at = offset; at < offset + lengthBytes; at += segmentBytes) {
            datagrams.add(Arrays.copyOfRange(slab, at, Math.min(at + segmentBytes, offset + lengthBytes)));
        }
        return datagrams;
    }

    /** Receives into a batch of this size until there are so many. */
    static List<byte[]> received(UdpLinuxTransport transport, int count, DatagramBatch batch) {
        List<byte[]> received = new ArrayList<>();
        while (received.size() < count) {
            batch.clear();
            assertThat(transport.receive(batch, LONG_NS))
                    .as("after " + received.size())
                    .isPositive();
            for (int i = 0; i < batch.count(); i++) {
                int offset = batch.packets().offset(i);
                received.add(Arrays.copyOfRange(
                        batch.packets().slab(), offset, offset + batch.packets().lengthBytes(i)));
            }
        }
        return received;
    }

    static void assertSame(List<byte[]> received, List<byte[]> expected) {
        assertThat(received).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(received.get(i)).as("datagram " + i).isEqualTo(expected.get(i));
        }
    }
}
