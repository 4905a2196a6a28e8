package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.engine.mail.CommandQueue;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.RankedServices;

class CarrierTest {
    private static final int WORKERS = 3;
    private static final int SOCKETS = 4;
    private static final SocketSettings SETTINGS =
            new SocketSettings("wan", new InetSocketAddress("127.0.0.1", 0), Optional.empty(), 0);

    private final List<Numbering> transports = new ArrayList<>();
    private final Workers workers =
            new Workers(number -> new Loops(number, () -> 0, new Random(), (socket, from, packet) -> true, () -> {}));
    private final CommandQueue control = new CommandQueue(() -> {});
    private final RankedServices<TransportFactory> factories = new RankedServices<>();
    private final List<Boolean> changes = new ArrayList<>();
    private final Carrier carrier = new Carrier(workers, control, factories, new Carrier.Listener() {
        @Override
        public void transportChanged() {
            changes.add(isReady());
        }

        @Override
        public void sendFailed(int socket, SendFailure cause) {}
    });

    private boolean isReady() {
        return carrier.isReady();
    }

    @BeforeEach
    void giveEachWorkerATransport() {
        workers.renew(WORKERS, false);
        for (Loops loops : workers.all()) {
            transports.add(new Numbering());
            loops.use(transports.get(transports.size() - 1));
        }
    }

    @Test
    void opensOneAtTheSameAddressForEachWorker() throws IOException {
        assertThat(carrier.open(SETTINGS)).isZero();
        assertThat(carrier.open(SETTINGS)).isEqualTo(1);
        assertThat(transports)
                .allSatisfy(transport -> assertThat(transport.open).containsExactly(0, 1));
        assertThat(transports.get(2).asked.get(0).getPort())
                .isEqualTo(transports.get(0).localAddress(0).getPort());
        assertThat(carrier.localAddress(1)).isEqualTo("127.0.0.1:5001");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theNumbersStayTheSameThoughOneRefuses(int who) throws IOException {
        carrier.open(SETTINGS);
        for (int i = 0; i < 2 * SOCKETS; i++) {
            transports.get(who).refuses = true;
            assertThatIOException().isThrownBy(() -> carrier.open(SETTINGS)).withMessage("refused");
            transports.get(who).refuses = false;
            assertThat(transports)
                    .allSatisfy(transport -> assertThat(transport.open).containsExactly(0));
            int next = carrier.open(SETTINGS);
            assertThat(transports)
                    .allSatisfy(transport -> assertThat(transport.open).containsExactly(0, next));
            carrier.shut(next);
            assertThat(carrier.localAddress(next)).isEmpty();
        }
    }

    @Test
    void isReadyWhenTheTransportBeforeWasLeft() throws IOException {
        factories.add(new Ranked<>(listener -> new Numbering(), "numbering", 0, 1, "test"));
        carrier.refresh();
        assertThat(carrier.isThere()).isTrue();
        assertThat(carrier.isReady()).isFalse();
        workers.all().forEach(loops -> loops.act(0));
        control.drain();
        assertThat(changes).containsExactly(true);
        assertThat(carrier.open(SETTINGS)).isZero();
        carrier.close();
        assertThat(carrier.isReady()).isFalse();
    }

    /** Numbers its sockets as the contract of transports demands. */
    private static final class Numbering implements Transport {
        private static final int PORTS = 5_000;

        private final Queue<Integer> free = new ArrayDeque<>(List.of(0, 1, 2, 3));
        private final Set<Integer> open = new TreeSet<>();
        private final List<InetSocketAddress> asked = new ArrayList<>();
        private boolean refuses;

        @Override
        public int open(SocketSettings settings) throws IOException {
            int number = free.remove();
            asked.add(settings.local());
            if (refuses) {
                free.add(number);
                throw new IOException("refused");
            }
            open.add(number);
            return number;
        }

        @Override
        public InetSocketAddress localAddress(int socket) {
            return new InetSocketAddress("127.0.0.1", PORTS + socket);
        }

        @Override
        public void shut(int socket) {
            assertThat(open.remove(socket)).isTrue();
            free.add(socket);
        }

        @Override
        public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {}

        @Override
        public void flush() {}

        @Override
        public int receive(DatagramBatch into, long waitNs) {
            return 0;
        }

        @Override
        public void wakeUp() {}

        @Override
        public void close() {}
    }
}
