package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.SocketShare;
import org.multiwanbond.api.transport.Transport;

/** What every transport must keep. Uses loopback addresses only. */
@Timeout(60)
public abstract class TransportContract extends TransportFixture {
    private static final InetAddress ANY_4 = Addresses.parse("0.0.0.0");
    private static final InetAddress ANY_6 = Addresses.parse("::");
    private static final InetAddress NOT_OURS = Addresses.parse("192.0.2.77"); // RFC 5737: documentation
    private static final int LONGEST_BYTES = 65_507;
    private static final long SHORT_NS = TimeUnit.MILLISECONDS.toNanos(50);

    @Test
    void carriesARunOfEqualSegmentsWithAShorterLastOverIpv4() throws IOException {
        carriesARun(LOOPBACK_4);
    }

    @Test
    void carriesARunOfEqualSegmentsWithAShorterLastOverIpv6() throws IOException {
        carriesARun(LOOPBACK_6);
    }

    private void carriesARun(InetAddress loopback) throws IOException {
        int from = open(loopback, 0);
        int to = open(loopback, 0);
        byte[] slab = randomOctets(7 + 4 * 1_200 + 300);
        transport.send(from, endpoint(to), slab, 7, slab.length - 7, 1_200);
        transport.flush();
        receive(5);
        InetSocketAddress origin = transport.localAddress(from);
        for (int i = 0; i < 5; i++) {
            int at = 7 + i * 1_200;
            assertThat(datagram(i)).isEqualTo(Arrays.copyOfRange(slab, at, Math.min(at + 1_200, slab.length)));
            assertThat(batch.socket(i)).isEqualTo(to);
            assertThat(Addresses.of(batch.addressHigh(i), batch.addressLow(i))).isEqualTo(origin.getAddress());
            assertThat(batch.port(i)).isEqualTo(origin.getPort());
        }
    }

    /** Where a datagram arrives is the transport's business; it arrives once. */
    @Test
    void letsTransportsShareAnAddressIfItSaysSo() throws IOException {
        assumeThat(factory().sharesPorts()).isTrue();
        int from = open(LOOPBACK_4, 0);
        try (Transport first = factory().create((socket, cause) -> {});
                Transport second = factory().create((socket, cause) -> {})) {
            int shared = first.open(share(new InetSocketAddress(LOOPBACK_4, 0), 0));
            InetSocketAddress address = first.localAddress(shared);
            assertThat(second.open(share(address, 1))).isEqualTo(shared);
            assertThat(second.localAddress(shared)).isEqualTo(address);
            for (byte id = 0; id < 8; id++) {
                transport.send(from, Endpoint.of(address), new byte[] {0x10, 0, 0, id}, 0, 4, 4);
                transport.flush();
            }
            int arrived = 0;
            long endNs = System.nanoTime() + LONG_NS;
            while (arrived < 8 && System.nanoTime() - endNs < 0) {
                batch.clear();
                arrived += first.receive(batch, SHORT_NS);
                batch.clear();
                arrived += second.receive(batch, SHORT_NS);
            }
            assertThat(arrived).isEqualTo(8);
        }
    }

    private static SocketSettings share(InetSocketAddress local, int index) {
        return new SocketSettings("shared", local, Optional.empty(), 0, new SocketShare(index, 2));
    }

    @Test
    void takesTheOctetsBeforeSendReturns() throws IOException {
        int from = open(LOOPBACK_4, 0);
        int to = open(LOOPBACK_4, 0);
        byte[] slab = {1, 2, 3};
        transport.send(from, endpoint(to), slab, 0, 3, 3);
        slab[0] = 9;
        transport.flush();
        receive(1);
        assertThat(datagram(0)).containsExactly(1, 2, 3);
    }

    @Test
    void keepsOrderAndContentOverManyBatches() throws IOException {
        int from = open(LOOPBACK_4, 0);
        int to = open(LOOPBACK_4, 0);
        for (int round = 0; round < 300; round++) {
            int segment = 1 + random.nextInt(1_472);
            byte[] slab = randomOctets(segment * (1 + random.nextInt(40)));
            transport.send(from, endpoint(to), slab, 0, slab.length, segment);
            transport.flush();
            receive(slab.length / segment);
            for (int i = 0; i < batch.count(); i++) {
                assertThat(datagram(i)).isEqualTo(Arrays.copyOfRange(slab, i * segment, (i + 1) * segment));
            }
        }
    }

    @Test
    void oneFlushLetsEverythingLeaveByEverySocket() throws IOException {
        int to = open(LOOPBACK_4, 0);
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 32; i++) {
            int from = open(LOOPBACK_4, 0);
            ports.add(transport.localAddress(from).getPort());
            transport.send(from, endpoint(to), new byte[100], 0, 100, 100);
        }
        transport.flush();
        receive(32);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 32; i++) {
            seen.add(batch.port(i));
        }
        assertThat(seen).isEqualTo(ports);
    }

    @Test
    void ipv4AndIpv6SocketsShareAPort() throws IOException {
        assumeThat(separatesFamilies()).isTrue();
        int six = open(ANY_6, 0);
        int port = transport.localAddress(six).getPort();
        int four = open(ANY_4, port);
        int from4 = open(LOOPBACK_4, 0);
        int from6 = open(LOOPBACK_6, 0);
        transport.send(from4, Endpoint.of(new InetSocketAddress(LOOPBACK_4, port)), new byte[4], 0, 4, 4);
        transport.send(from6, Endpoint.of(new InetSocketAddress(LOOPBACK_6, port)), new byte[6], 0, 6, 6);
        transport.flush();
        receive(2);
        for (int i = 0; i < 2; i++) {
            assertThat(batch.socket(i)).isEqualTo(batch.packets().lengthBytes(i) == 4 ? four : six);
        }
    }

    /** Whether the system lets an IPv4 and an IPv6 wildcard socket share a port. */
    protected boolean separatesFamilies() {
        return true;
    }

    @Test
    void waitsNoLongerThanAskedAndNotAtAllForZero() throws IOException {
        open(LOOPBACK_4, 0);
        batch.clear();
        long start = System.nanoTime();
        assertThat(transport.receive(batch, 0)).isZero();
        assertThat(transport.receive(batch, SHORT_NS)).isZero();
        assertThat(System.nanoTime() - start).isBetween(SHORT_NS / 2, LONG_NS);
    }

    @Test
    void wakeUpEndsTheNextWait() throws IOException {
        open(LOOPBACK_4, 0);
        transport.wakeUp();
        assertEndsEarly();
    }

    /** Whether the receiver waits yet cannot be seen from outside, so it is woken again and again. */
    @Test
    void wakeUpEndsThePresentWait() throws IOException {
        open(LOOPBACK_4, 0);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> waker = CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                transport.wakeUp();
            }
        });
        for (int i = 0; i < 1_000; i++) {
            assertEndsEarly();
        }
        ended.set(true);
        waker.join();
    }

    private void assertEndsEarly() {
        long start = System.nanoTime();
        assertThat(transport.receive(batch, LONG_NS)).isZero();
        assertThat(System.nanoTime() - start).isLessThan(LONG_NS / 2);
    }

    @Test
    void leavesForTheNextCallWhatTheBatchHasNoRoomFor() throws IOException {
        int from = open(LOOPBACK_4, 0);
        int to = open(LOOPBACK_4, 0);
        transport.send(from, endpoint(to), new byte[5_000], 0, 5_000, 1_000);
        transport.flush();
        DatagramBatch small = new DatagramBatch(2, 66_000);
        int total = 0;
        while (total < 5) {
            small.clear();
            int count = transport.receive(small, LONG_NS);
            assertThat(count).isBetween(1, 2);
            total += count;
        }
    }

    @Test
    void numbersAreUniqueBoundedAndUsedAgainLast() throws IOException {
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < Transport.SOCKET_LIMIT; i++) {
            numbers.add(open(LOOPBACK_4, 0));
        }
        assertThat(numbers).hasSize(Transport.SOCKET_LIMIT).allMatch(n -> n >= 0 && n < Transport.SOCKET_LIMIT);
        assertThatIOException().isThrownBy(() -> open(LOOPBACK_4, 0)).withMessageContaining("256");
        transport.shut(5);
        transport.shut(3);
        assertThat(open(LOOPBACK_4, 0)).isEqualTo(5);
        assertThat(open(LOOPBACK_4, 0)).isEqualTo(3);
    }

    @Test
    void aRefusalUsesANumberUp() throws IOException {
        int first = open(LOOPBACK_4, 0);
        assertThatIOException().isThrownBy(() -> open(NOT_OURS, 0));
        assertThat(open(LOOPBACK_4, 0)).isEqualTo(first + 2);
    }

    @Test
    void shutFreesThePort() throws IOException {
        int socket = open(LOOPBACK_4, 0);
        int port = transport.localAddress(socket).getPort();
        transport.shut(socket);
        assertThat(transport.localAddress(open(LOOPBACK_4, port)).getPort()).isEqualTo(port);
        assertThatIllegalArgumentException().isThrownBy(() -> transport.localAddress(socket));
        transport.shut(socket);
    }

    @Test
    void aTakenPortIsRefusedInWords() throws IOException {
        int port = transport.localAddress(open(LOOPBACK_4, 0)).getPort();
        assertThatIOException()
                .isThrownBy(() -> open(LOOPBACK_4, port))
                .withMessageContaining("port " + port + " is taken");
        assertThatIOException().isThrownBy(() -> open(ANY_4, port)).withMessageContaining("port " + port + " is taken");
    }

    @Test
    void aForeignAddressIsRefusedInWords() {
        assertThatIOException()
                .isThrownBy(() -> open(NOT_OURS, 0))
                .withMessageContaining("test")
                .withMessageContaining(NOT_OURS.getHostAddress());
    }

    @Test
    void aMissingDeviceIsRefusedInWords() {
        for (String device : List.of("mwb-none", "a-name-longer-than-linux-has")) {
            SocketSettings settings =
                    new SocketSettings("test", new InetSocketAddress(ANY_4, 0), Optional.of(device), 0);
            assertThatIOException()
                    .isThrownBy(() -> transport.open(settings))
                    .withMessageContaining("test")
                    .withMessageContaining(device);
        }
    }

    @Test
    void survivesHostileDatagrams() throws IOException {
        int socket = open(LOOPBACK_4, 0);
        try (DatagramSocket stranger = new DatagramSocket(0, LOOPBACK_4)) {
            for (int length : new int[] {0, 1, LONGEST_BYTES, 0, 1_400}) {
                byte[] octets = randomOctets(length);
                stranger.send(new DatagramPacket(octets, length, transport.localAddress(socket)));
                receive(1);
                assertThat(datagram(0)).isEqualTo(octets);
                assertThat(batch.port(0)).isEqualTo(stranger.getLocalPort());
            }
        }
    }

    @Test
    void sendsTheLongestDatagram() throws IOException {
        int from = open(LOOPBACK_4, 0);
        int to = open(LOOPBACK_4, 0);
        byte[] octets = randomOctets(LONGEST_BYTES);
        transport.send(from, endpoint(to), octets, 0, LONGEST_BYTES, LONGEST_BYTES);
        transport.flush();
        receive(1);
        assertThat(datagram(0)).isEqualTo(octets);
    }

    @Test
    void dropsWhatHasNoSocketAndGoesOn() throws IOException {
        int from = open(LOOPBACK_4, 0);
        int to = open(LOOPBACK_4, 0);
        int gone = open(LOOPBACK_4, 0);
        Endpoint destination = endpoint(to);
        transport.shut(gone);
        for (int socket : new int[] {-1, gone, 200, Transport.SOCKET_LIMIT, Integer.MAX_VALUE}) {
            transport.send(socket, destination, new byte[10], 0, 10, 10);
            transport.shut(socket);
        }
        transport.send(from, destination, new byte[0], 0, 0, 0);
        transport.send(from, destination, new byte[3], 0, 3, 3);
        transport.flush();
        receive(1);
        assertThat(datagram(0)).hasSize(3);
    }

    @Test
    void aPeerThatDoesNotListenHurtsNobody() throws IOException {
        int from = open(LOOPBACK_4, 0);
        int to = open(LOOPBACK_4, 0);
        int gone = open(LOOPBACK_4, 0);
        Endpoint closed = endpoint(gone);
        transport.shut(gone);
        for (int i = 0; i < 20; i++) {
            transport.send(from, closed, new byte[10], 0, 10, 10);
            transport.flush();
            transport.send(from, endpoint(to), new byte[20], 0, 20, 20);
            transport.flush();
            receive(1);
            assertThat(datagram(0)).hasSize(20);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void tellsTheListenerSeldomAndGoesOnWhenTheSystemRefuses() throws IOException {
        int from = open(LOOPBACK_4, 0);
        int to = open(LOOPBACK_4, 0);
        Endpoint otherFamily = Endpoint.of(new InetSocketAddress(LOOPBACK_6, 9));
        for (int i = 0; i < 1_000; i++) {
            transport.send(from, otherFamily, new byte[10], 0, 10, 10);
        }
        transport.send(from, endpoint(to), new byte[20], 0, 20, 20);
        transport.flush();
        receive(1);
        assertThat(failures)
                .contains(new Failure(from, SendFailure.UNREACHABLE))
                .hasSizeLessThan(20);
    }

    @Test
    void noThreadIsLeftAfterClose() throws IOException {
        carriesARun(LOOPBACK_4);
        transport.close();
        transport.wakeUp();
        transport.close();
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(threadsBefore);
        assertThat(left).isEmpty();
        assertThatIOException().isThrownBy(() -> open(LOOPBACK_4, 0));
    }

    @Test
    void closeFreesThePorts() throws IOException {
        InetSocketAddress local = transport.localAddress(open(LOOPBACK_4, 0));
        transport.close();
        new DatagramSocket(local).close();
    }
}
