package org.multiwanbond.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.SocketShare;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.engine.mail.CommandQueue;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.RankedServices;

/** Owns the transport and swaps it for another. Confined to the control thread. */
final class Carrier {
    /** Is told of sockets on the control thread. */
    interface Listener {
        /** All sockets are gone; there is a transport to open new ones on. */
        void transportChanged();

        /** The system refused to send on a socket. */
        void sendFailed(int socket, SendFailure cause);
    }

    private final Map<Integer, String> addresses = new HashMap<>();
    private final Workers workers;
    private final CommandQueue control;
    private final RankedServices<TransportFactory> factories;
    private final Listener listener;
    private Optional<TransportFactory> used = Optional.empty();
    private boolean ready;
    private CompletableFuture<Void> changing = CompletableFuture.completedFuture(null);

    Carrier(Workers workers, CommandQueue control, RankedServices<TransportFactory> factories, Listener listener) {
        this.workers = workers;
        this.control = control;
        this.factories = factories;
        this.listener = listener;
    }

    /** Uses the best transport there is; completes when no thread is inside another. */
    CompletableFuture<Void> refresh() {
        Optional<TransportFactory> best = factories.best().map(Ranked::service);
        if (best.equals(used)) {
            return changing;
        }
        used = best;
        ready = false;
        addresses.clear();
        List<Transport> old = workers.all().stream().map(Loops::transport).toList();
        // The old sockets must be closed before the new ones can take their ports.
        CompletableFuture<Void> left =
                workers.each(loops -> loops.use(new NoTransport())).thenRun(() -> old.forEach(Transport::close));
        changing = left;
        left.thenRun(() -> control.post(() -> start(best, left)));
        return left;
    }

    private void start(Optional<TransportFactory> factory, CompletableFuture<Void> change) {
        if (change != changing || factory.isEmpty()) {
            return;
        }
        SocketListener failures = (socket, cause) -> control.post(() -> listener.sendFailed(socket, cause));
        workers.all().forEach(loops -> loops.use(factory.get().create(failures)));
        ready = true;
        listener.transportChanged();
    }

    /** How many workers the best transport there is can serve; as many as there are while there is none. */
    int mostWorkers() {
        return factories
                .best()
                .map(best -> best.service().sharesPorts() ? ThreadPlan.MOST_WORKERS : 1)
                .orElse(workers.count());
    }

    /** Opens a socket for each worker, all at one address and with one number. */
    int open(SocketSettings settings) throws IOException {
        List<Transport> transports =
                workers.all().stream().map(Loops::transport).toList();
        List<Integer> numbers = new ArrayList<>();
        InetSocketAddress local = settings.local();
        try {
            for (Transport transport : transports) {
                int number = transport.open(shared(settings, local, numbers.size()));
                numbers.add(number);
                local = transport.localAddress(number);
                if (number != numbers.get(0)) {
                    throw new IOException("The transport numbers the sockets of one address differently.");
                }
            }
        } catch (IOException e) {
            // A refusal uses a number up. It does so in those that were not asked yet, too, so that they stay in step.
            int refused = numbers.size();
            transports.stream().skip(refused + 1L).forEach(transport -> pass(transport, settings));
            IntStream.range(0, refused).forEach(i -> transports.get(i).shut(numbers.get(i)));
            throw e;
        }
        addresses.put(numbers.get(0), AddressText.of(local));
        return numbers.get(0);
    }

    /** Lets a transport use a number up, by a socket at no address of anybody's. */
    private static void pass(Transport transport, SocketSettings settings) {
        try {
            InetSocketAddress nobodys = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            transport.shut(transport.open(new SocketSettings(settings.name(), nobodys, Optional.empty(), 0)));
        } catch (IOException e) {
            // That used one up as well.
        }
    }

    private SocketSettings shared(SocketSettings settings, InetSocketAddress local, int index) {
        SocketShare share = new SocketShare(index, workers.count());
        return new SocketSettings(settings.name(), local, settings.device(), settings.mark(), share);
    }

    void shut(int socket) {
        addresses.remove(socket);
        workers.all().forEach(loops -> loops.transport().shut(socket));
    }

    /** The address a socket is bound to, empty if it is shut. */
    String localAddress(int socket) {
        return addresses.getOrDefault(socket, "");
    }

    /** Whether a transport is installed. */
    boolean isThere() {
        return used.isPresent();
    }

    /** Whether sockets can be opened: not while the transport before it is being left. */
    boolean isReady() {
        return ready;
    }

    /** Closes all sockets; no data thread runs. */
    void close() {
        used = Optional.empty();
        ready = false;
        changing = CompletableFuture.completedFuture(null);
        addresses.clear();
        workers.all().forEach(loops -> loops.transport().close());
    }
}
