package org.multiwanbond.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.SocketSettings;
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
    private final Loops loops;
    private final CommandQueue control;
    private final RankedServices<TransportFactory> factories;
    private final Listener listener;
    private Optional<TransportFactory> used = Optional.empty();
    private CompletableFuture<Void> changing = CompletableFuture.completedFuture(null);

    Carrier(Loops loops, CommandQueue control, RankedServices<TransportFactory> factories, Listener listener) {
        this.loops = loops;
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
        addresses.clear();
        Transport old = loops.transport();
        // The old sockets must be closed before the new ones can take their ports.
        CompletableFuture<Void> left = loops.use(new NoTransport()).thenRun(old::close);
        changing = left;
        left.thenRun(() -> control.post(() -> start(best)));
        return left;
    }

    private void start(Optional<TransportFactory> factory) {
        if (!factory.equals(used) || factory.isEmpty()) {
            return;
        }
        SocketListener failures = (socket, cause) -> control.post(() -> listener.sendFailed(socket, cause));
        loops.use(factory.get().create(failures));
        listener.transportChanged();
    }

    int open(SocketSettings settings) throws IOException {
        int socket = loops.transport().open(settings);
        addresses.put(socket, AddressText.of(loops.transport().localAddress(socket)));
        return socket;
    }

    void shut(int socket) {
        addresses.remove(socket);
        loops.transport().shut(socket);
    }

    /** The address a socket is bound to, empty if it is shut. */
    String localAddress(int socket) {
        return addresses.getOrDefault(socket, "");
    }

    boolean isThere() {
        return used.isPresent();
    }

    void close() {
        used = Optional.empty();
        loops.transport().close();
    }
}
