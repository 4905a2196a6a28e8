package org.multiwanbond.transport.udplinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SendFailure;

/** What the transport does when system calls fail, planted one by one. */
@Timeout(60)
class FailuresOfTheSystemTest extends TransportFixture {
    private final DatagramBatch batch = new DatagramBatch(64, 128 * 1024);

    /** Refuses segmented messages with one error and, if told to, single datagrams with another. */
    private static final class Refusing extends PlantedKernel {
        private final int ofCut;
        private final int ofWhole;

        Refusing(int ofCut, int ofWhole) {
            this.ofCut = ofCut;
            this.ofWhole = ofWhole;
        }

        @Override
        int refusal(MessageTable messages, int from) {
            return -(messages.cutBytes(from) == MessageTable.WHOLE ? ofWhole : ofCut);
        }
    }

    /** Sends two runs of five by a socket and flushes after each; answers the socket it sends to. */
    private int sendTwoRuns(UdpLinuxTransport transport) throws IOException {
        int from = open(transport, LOOPBACK_4);
        int to = open(transport, LOOPBACK_4);
        for (int i = 0; i < 2; i++) {
            transport.send(from, endpoint(transport, to), new byte[4_500], 0, 4_500, 1_000);
            transport.flush();
        }
        return to;
    }

    @ParameterizedTest
    @ValueSource(ints = {Linux.EIO, Linux.EINVAL, Linux.EOPNOTSUPP, Linux.ENOPROTOOPT})
    void sendsOneByOneWhatTheSystemDoesNotSegmentAndRemembersIt(int number) throws IOException {
        PlantedKernel kernel = new Refusing(number, 0);
        UdpLinuxTransport transport = transport(kernel, ALL);
        sendTwoRuns(transport);
        assertThat(received(transport, 10, batch)).hasSize(10);
        // Refused and singly, then singly at once.
        assertThat(kernel.calls).isEqualTo(3);
        assertThat(failures).isEmpty();
    }

    @Test
    void tellsThatSegmentsAreTooLongAndSegmentsOthersAllTheSame() throws IOException {
        for (int number : new int[] {Linux.EINVAL, Linux.EMSGSIZE}) {
            failures.clear();
            PlantedKernel kernel = new Refusing(number, Linux.EMSGSIZE);
            UdpLinuxTransport transport = transport(kernel, ALL);
            sendTwoRuns(transport);
            // Each time refused as a whole, and then each of the five.
            assertThat(kernel.calls).isEqualTo(12);
            assertThat(failures).containsOnly(SendFailure.TOO_LONG);
            assertThat(transport.droppedDatagrams()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @CsvSource({"101, UNREACHABLE", "19, UNREACHABLE", "1, FORBIDDEN", "12, OTHER"})
    void tellsWhyARunWasRefused(int number, SendFailure cause) throws IOException {
        UdpLinuxTransport transport = transport(new Refusing(number, number), ALL);
        sendTwoRuns(transport);
        assertThat(failures).containsExactly(cause, cause);
    }

    @ParameterizedTest
    @ValueSource(ints = {Linux.EAGAIN, Linux.ENOBUFS, Linux.ECONNREFUSED, Linux.EINTR})
    void dropsAndCountsWithoutBlamingTheLink(int number) throws IOException {
        UdpLinuxTransport transport = transport(new Refusing(number, number), ALL);
        sendTwoRuns(transport);
        assertThat(failures).isEmpty();
        assertThat(transport.droppedDatagrams()).isEqualTo(10);
    }

    @Test
    void oneRefusedMessageDoesNotHoldTheOthers() throws IOException {
        PlantedKernel kernel = new PlantedKernel() {
            @Override
            int refusal(MessageTable messages, int from) {
                return messages.cutBytes(from) == 700 ? -Linux.ENETUNREACH : NOTHING;
            }
        };
        UdpLinuxTransport transport = transport(kernel, ALL);
        int from = open(transport, LOOPBACK_4);
        int to = open(transport, LOOPBACK_4);
        for (int segmentBytes : new int[] {600, 700, 800}) {
            transport.send(from, endpoint(transport, to), new byte[1_600], 0, 1_600, segmentBytes);
        }
        transport.flush();
        assertThat(received(transport, 5, batch)).hasSize(5);
        assertThat(failures).containsExactly(SendFailure.UNREACHABLE);
        assertThat(transport.droppedDatagrams()).isEqualTo(3);
    }

    @Test
    void aFailedReceiveIsToldAndTheOthersGoOn() throws IOException {
        AtomicInteger broken = new AtomicInteger(-1);
        PlantedKernel kernel = new PlantedKernel() {
            @Override
            public int receive(int socket, MessageTable messages) {
                int received = super.receive(socket, messages);
                return broken.compareAndSet(1, 0) ? -Linux.ENETDOWN : received;
            }
        };
        UdpLinuxTransport transport = transport(kernel, ALL);
        broken.set(1);
        sendTwoRuns(transport);
        sendTwoRuns(transport);
        assertThat(received(transport, 10, batch)).hasSize(10);
        assertThat(failures).containsExactly(SendFailure.UNREACHABLE);
    }

    @Test
    void hostileSizesHarmNobody() throws IOException {
        UdpLinuxTransport transport = transport(new PlantedKernel(), ALL);
        int from = open(transport, LOOPBACK_4);
        int to = open(transport, LOOPBACK_4);
        var endpoint = endpoint(transport, to);
        byte[] slab = octets(200_000);
        int most = Integer.MAX_VALUE;
        int[][] wrong = {
            {-1, 10, 10}, {0, -1, 10}, {0, 10, 0}, {0, 10, -1}, {most, most, most}, {0, most, 1}, {199_999, 2, 2}
        };
        for (int[] w : wrong) {
            transport.send(from, endpoint, slab, w[0], w[1], w[2]);
        }
        transport.send(from, endpoint, slab, 0, 65_508, 65_508);
        transport.flush();
        assertThat(failures).containsExactly(SendFailure.TOO_LONG);
        transport.send(from, endpoint, slab, 0, 200_000, 60_000);
        transport.send(from, endpoint, slab, 0, 9, Integer.MAX_VALUE);
        transport.flush();
        var received = received(transport, 5, batch);
        assertThat(received.get(3)).hasSize(20_000);
        assertThat(received.get(4)).hasSize(9);
    }

    @Test
    void withoutPrivilegeTheBuffersAreWhatTheSystemAllows() throws IOException {
        PlantedKernel kernel = new PlantedKernel() {
            @Override
            int optionRefusal(int level, int option) {
                boolean force = option == Linux.SO_RCVBUFFORCE || option == Linux.SO_SNDBUFFORCE;
                return level == Linux.SOL_SOCKET && force ? -Linux.EPERM : NOTHING;
            }
        };
        UdpLinuxTransport transport = transport(kernel, ALL);
        sendTwoRuns(transport);
        assertThat(received(transport, 10, batch)).hasSize(10);
    }

    @Test
    void aDescriptorThatIsNotToBeHadIsNamed() {
        PlantedKernel deaf = new PlantedKernel() {
            @Override
            public int event() {
                return -24;
            }
        };
        assertThatIOException()
                .isThrownBy(() -> open(transport(deaf, ALL), LOOPBACK_4))
                .withMessage("test: cannot wait for datagrams: Too many open files");
        PlantedKernel poor = new PlantedKernel() {
            @Override
            public int socket(int family) {
                return family == Linux.AF_INET6 ? -Linux.EAFNOSUPPORT : -24;
            }
        };
        assertThatIOException()
                .isThrownBy(() -> open(transport(poor, ALL), LOOPBACK_4))
                .withMessage("test: cannot make a socket: Too many open files");
        assertThatIOException()
                .isThrownBy(() -> open(transport(poor, ALL), LOOPBACK_6))
                .withMessage("test: this system has no IPv6");
    }

    @Test
    void aSocketThatCannotBeWatchedIsClosedAgain() {
        AtomicInteger open = new AtomicInteger();
        PlantedKernel kernel = new PlantedKernel() {
            @Override
            public int watch(int poller, int socket, long event) {
                open.incrementAndGet();
                return -28;
            }

            @Override
            public int close(int descriptor) {
                open.decrementAndGet();
                return super.close(descriptor);
            }
        };
        UdpLinuxTransport transport = transport(kernel, ALL);
        assertThatIOException()
                .isThrownBy(() -> open(transport, LOOPBACK_4))
                .withMessageContaining("cannot wait for datagrams");
        assertThat(open).hasValue(0);
        assertThat(transport.receive(batch, 0)).isZero();
    }

    @Test
    void eachFeatureIsFoundMissingAlone() {
        PlantedKernel noSegments = new PlantedKernel() {
            @Override
            int optionRefusal(int level, int option) {
                return option == Linux.UDP_SEGMENT ? -Linux.ENOPROTOOPT : NOTHING;
            }
        };
        PlantedKernel noJoining = new PlantedKernel() {
            @Override
            int optionRefusal(int level, int option) {
                return option == Linux.UDP_GRO ? -Linux.ENOPROTOOPT : NOTHING;
            }
        };
        PlantedKernel noSharing = new PlantedKernel() {
            @Override
            int optionRefusal(int level, int option) {
                return level == Linux.SOL_SOCKET && option == Linux.SO_REUSEPORT ? -Linux.ENOPROTOOPT : NOTHING;
            }
        };
        PlantedKernel noSockets = new PlantedKernel() {
            @Override
            public int socket(int family) {
                return -Linux.EAFNOSUPPORT;
            }
        };
        assertThat(Features.of(noSegments, true)).isEqualTo(new Features(false, true, true, true));
        assertThat(Features.of(noJoining, true)).isEqualTo(new Features(true, false, true, true));
        assertThat(Features.of(noSharing, true)).isEqualTo(new Features(true, true, true, false));
        assertThat(Features.of(noSockets, false)).isEqualTo(new Features(false, false, false, false));
        assertThat(Features.of(new LibcKernel(true), true)).isEqualTo(ALL);
    }
}
