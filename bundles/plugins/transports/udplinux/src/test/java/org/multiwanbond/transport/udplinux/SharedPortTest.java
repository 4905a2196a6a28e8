package org.multiwanbond.transport.udplinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.SocketShare;

/** Several transports at one address, on the real kernel: each gets what belongs to it, and nobody else gets in. */
@Timeout(60)
class SharedPortTest extends TransportFixture {
    private static final int SOURCES = 7;

    private final DatagramBatch batch = new DatagramBatch(64, 128 * 1024);

    /** Of each time an option of sharing was set: which. */
    private final List<Integer> options = new ArrayList<>();

    /** Notes and may refuse what has to do with sharing. */
    private final class Watching extends PlantedKernel {
        private final int refused;

        Watching(int refused) {
            this.refused = refused;
        }

        @Override
        int optionRefusal(int level, int option) {
            if (level != Linux.SOL_SOCKET || option != Linux.SO_REUSEPORT && option != Linux.SO_ATTACH_REUSEPORT_CBPF) {
                return NOTHING;
            }
            options.add(option);
            return option == refused ? -Linux.ENOPROTOOPT : NOTHING;
        }
    }

    private List<UdpLinuxTransport> transports(Kernel kernel, int count) {
        return IntStream.range(0, count).mapToObj(i -> transport(kernel, ALL)).toList();
    }

    private static int open(UdpLinuxTransport transport, InetSocketAddress local, int index, int count)
            throws IOException {
        SocketShare share = new SocketShare(index, count);
        return transport.open(new SocketSettings("shared", local, Optional.empty(), 0, share));
    }

    /** Opens a socket in each, all at one address, as a server with workers does. */
    private static InetSocketAddress openAll(List<UdpLinuxTransport> transports, InetAddress local) throws IOException {
        int number = open(transports.get(0), new InetSocketAddress(local, 0), 0, transports.size());
        InetSocketAddress address = transports.get(0).localAddress(number);
        for (int i = 1; i < transports.size(); i++) {
            assertThat(open(transports.get(i), address, i, transports.size())).isEqualTo(number);
            assertThat(transports.get(i).localAddress(number)).isEqualTo(address);
        }
        return address;
    }

    private static byte[] datagram(int sessionId, int lengthBytes) {
        byte[] octets = new byte[lengthBytes];
        octets[0] = 0x10;
        octets[2] = (byte) (sessionId >> 8);
        octets[3] = (byte) sessionId;
        return octets;
    }

    /** Sends a run of equal datagrams, or one, and nothing with it. */
    private static void send(UdpLinuxTransport sender, int from, InetSocketAddress to, byte[] octets, int count) {
        byte[] slab = new byte[octets.length * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(octets, 0, slab, i * octets.length, octets.length);
        }
        sender.send(from, Endpoint.of(to), slab, 0, slab.length, octets.length);
        sender.flush();
    }

    private void assertNothingIsLeft(List<UdpLinuxTransport> transports) {
        for (UdpLinuxTransport transport : transports) {
            batch.clear();
            assertThat(transport.receive(batch, 0)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "0.0.0.0, 127.0.0.1", "::, ::1"})
    void eachSocketGetsTheSessionsThatBelongToIt(String local, String loopback) throws IOException {
        List<UdpLinuxTransport> shared = transports(new PlantedKernel(), 3);
        int port = openAll(shared, Addresses.parse(local)).getPort();
        InetSocketAddress to = new InetSocketAddress(Addresses.parse(loopback), port);
        UdpLinuxTransport sender = transport(new PlantedKernel(), ALL);
        for (int source = 0; source < SOURCES; source++) {
            int from = open(sender, to.getAddress());
            for (int i = 0; i <= 21; i++) {
                int sessionId = i == 21 ? 0xfffe - source : i;
                send(sender, from, to, datagram(sessionId, 4 + source), 1);
                var received = received(shared.get(sessionId % 3), 1, batch);
                assertSame(received, List.of(datagram(sessionId, 4 + source)));
            }
        }
        assertNothingIsLeft(shared);
    }

    @Test
    void aRunOfOneSessionStaysTogether() throws IOException {
        List<UdpLinuxTransport> shared = transports(new PlantedKernel(), 4);
        InetSocketAddress to = openAll(shared, LOOPBACK_4);
        UdpLinuxTransport sender = transport(new PlantedKernel(), ALL);
        int from = open(sender, LOOPBACK_4);
        for (int sessionId = 500; sessionId < 516; sessionId++) {
            send(sender, from, to, datagram(sessionId, 1_200), 40);
            assertThat(received(shared.get(sessionId % 4), 40, batch)).hasSize(40);
        }
        assertNothingIsLeft(shared);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatIsTooShortForASessionGoesToTheFirst(int lengthBytes) throws IOException {
        List<UdpLinuxTransport> shared = transports(new PlantedKernel(), 3);
        InetSocketAddress to = openAll(shared, LOOPBACK_4);
        UdpLinuxTransport sender = transport(new PlantedKernel(), ALL);
        for (int source = 0; source < SOURCES; source++) {
            send(sender, open(sender, LOOPBACK_4), to, new byte[lengthBytes], 1);
            assertThat(received(shared.get(0), 1, batch)).hasSize(1);
        }
    }

    @Test
    void anAddressThatOthersShareIsTaken() throws IOException {
        InetSocketAddress address = openAll(transports(new PlantedKernel(), 2), LOOPBACK_4);
        for (int count = 1; count < 3; count++) {
            int of = count;
            assertThatIOException()
                    .isThrownBy(() -> open(transport(new PlantedKernel(), ALL), address, 0, of))
                    .withMessage("shared: port " + address.getPort() + " is taken on 127.0.0.1");
        }
    }

    @Test
    void anAddressCanBeSharedAgainByAnotherNumber() throws IOException {
        List<UdpLinuxTransport> three = transports(new PlantedKernel(), 3);
        InetSocketAddress address = openAll(three, LOOPBACK_6);
        three.forEach(transport -> transport.shut(0));
        List<UdpLinuxTransport> two = transports(new PlantedKernel(), 2);
        assertThat(open(two.get(0), address, 0, 2)).isZero();
        assertThat(open(two.get(1), address, 1, 2)).isZero();
        UdpLinuxTransport sender = transport(new PlantedKernel(), ALL);
        int from = open(sender, LOOPBACK_6);
        for (int sessionId = 0; sessionId < 8; sessionId++) {
            send(sender, from, address, datagram(sessionId, 20), 1);
            assertThat(received(two.get(sessionId % 2), 1, batch)).hasSize(1);
        }
    }

    @Test
    void withoutSteeringEachDatagramArrivesSomewhere() throws IOException {
        List<UdpLinuxTransport> shared = transports(new Watching(Linux.SO_ATTACH_REUSEPORT_CBPF), 3);
        InetSocketAddress to = openAll(shared, LOOPBACK_4);
        UdpLinuxTransport sender = transport(new PlantedKernel(), ALL);
        int from = open(sender, LOOPBACK_4);
        for (int sessionId = 0; sessionId < 21; sessionId++) {
            send(sender, from, to, datagram(sessionId, 20), 1);
        }
        int arrived = 0;
        for (UdpLinuxTransport transport : shared) {
            do {
                batch.clear();
                arrived += transport.receive(batch, 0);
            } while (batch.count() > 0);
        }
        assertThat(arrived).isEqualTo(21);
    }

    @Test
    void theOnlySocketOfItsAddressSharesNothing() throws IOException {
        UdpLinuxTransport transport = transport(new Watching(0), ALL);
        open(transport, LOOPBACK_4);
        assertThat(options).isEmpty();
    }

    @Test
    void sharingThatIsRefusedIsNamed() {
        UdpLinuxTransport transport = transport(new Watching(Linux.SO_REUSEPORT), ALL);
        assertThatIOException()
                .isThrownBy(() -> open(transport, new InetSocketAddress(LOOPBACK_4, 0), 0, 2))
                .withMessageStartingWith("shared: the system refused to set several sockets at one address");
    }

    @Test
    void aTransportThatWasRefusedStaysInStepWithOneThatPassed() throws IOException {
        List<UdpLinuxTransport> shared = transports(new PlantedKernel(), 2);
        InetSocketAddress taken = openAll(transports(new PlantedKernel(), 2), LOOPBACK_4);
        assertThatIOException().isThrownBy(() -> open(shared.get(0), taken, 0, 2));
        shared.get(1).shut(open(shared.get(1), LOOPBACK_4));
        openAll(shared, LOOPBACK_4);
    }
}
