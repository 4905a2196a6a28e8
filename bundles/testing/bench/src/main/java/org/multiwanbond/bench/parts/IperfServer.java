package org.multiwanbond.bench.parts;

import java.io.IOException;
import java.time.Duration;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.lab.Waiter;

/** An iperf3 that serves one transfer after the other in a namespace. Confined to one thread. */
public final class IperfServer implements AutoCloseable {
    /** Where it listens, at all addresses. */
    public static final int PORT = 5_201;

    private static final Duration LISTEN_LIMIT = Duration.ofSeconds(10);

    private final Namespace namespace;
    private Background server;

    public IperfServer(Namespace namespace) throws IOException {
        this.namespace = namespace;
        this.server = serve();
    }

    /** Ends it and starts another: one that stuck serves nobody. */
    public void restart() throws IOException {
        server.close();
        server = serve();
    }

    private Background serve() throws IOException {
        // -J, so that clients get intervals as seen by the server.
        String line = "exec iperf3 -s -J -p " + PORT + " >/dev/null 2>&1";
        Background started = Background.start(namespace, Command.of("sh", "-c", line));
        Waiter.until(
                "iperf3 to listen",
                LISTEN_LIMIT,
                () -> !namespace.exec("ss", "-ltnH", "sport = :" + PORT).out().isBlank());
        return started;
    }

    @Override
    public void close() {
        server.close();
    }
}
