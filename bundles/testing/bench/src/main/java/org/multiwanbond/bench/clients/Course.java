package org.multiwanbond.bench.clients;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The measurements, one after the other. Confined to one thread. */
final class Course {
    /** Clients that all come from one address: at 20 a second they take five seconds. */
    static final int ONE_ADDRESS_CLIENTS = 100;

    private static final double MOST_KIBIBYTES = 40;
    private static final double LEAST_OF_ALONE = 0.9;
    private static final double LEAST_JAIN = 0.95;
    private static final double MOST_PER_SECOND_OF_ADDRESS = 20;
    /** Protocol §5: what one address may do at once before its rate counts. */
    private static final int ADDRESS_BURST = 5;
    /** Half of the share of a flow: the others are no victims of the heavy one. */
    private static final double LEAST_LIGHT = 0.5;

    private static final int WINDOW_BYTES = 256 * 1024;
    private static final int HEAVY_FLOWS = 8;
    private static final double KIBIBYTE = 1_024;
    private static final double SECOND_NS = 1e9;
    private static final long LOOK_MS = 20;
    /** Clients that open a session at the same time: all are in one process, which has to answer within five seconds. */
    private static final int AT_ONCE = 32;
    /** Paths look for their size and rate in the first seconds. */
    private static final long SETTLE_MS = 12_000;

    private static final long QUIET_MS = 3_000;
    private static final long LONGEST_CONNECT_NS = 180_000_000_000L;

    private final Options options;
    private final Server server;
    private final Fleet fleet;
    private final List<Promise> promises;
    private final Consumer<String> progress;

    Course(Options options, Server server, Fleet fleet, List<Promise> promises, Consumer<String> progress) {
        this.options = options;
        this.server = server;
        this.fleet = fleet;
        this.promises = promises;
        this.progress = progress;
    }

    void run() throws IOException {
        long emptyBytes = server.heapBytes();
        say("heap of the server without sessions: %.0f KiB", emptyBytes / KIBIBYTE);
        connect();
        idle(emptyBytes);
        throughput();
        afterTraffic(emptyBytes);
        oneAddress();
    }

    private void connect() throws IOException {
        fleet.make(0, options.idle(), Ends::outer);
        say("%d clients made", options.idle());
        double seconds = connect(0, options.idle(), AT_ONCE);
        promises.add(Promise.told("handshakes, each client from its own address", options.idle() / seconds, "/s"));
    }

    /** Lets these clients connect, so many at once, and waits until all have a session; answers the seconds. */
    private double connect(int from, int count, int atOnce) throws IOException {
        long fromNs = System.nanoTime();
        long toldNs = fromNs;
        int begun = 0;
        int up = 0;
        while (up < count) {
            while (begun < Math.min(count, up + atOnce)) {
                fleet.connect(from + begun++);
            }
            pause(LOOK_MS);
            long nowNs = System.nanoTime();
            up = fleet.up(from);
            if (nowNs - toldNs > SECOND_NS * 2) {
                toldNs = nowNs;
                say("  %d of %d clients are connected", up, count);
            }
            if (nowNs - fromNs > LONGEST_CONNECT_NS) {
                throw new IOException("Only " + up + " of " + count + " clients were connected in time.");
            }
        }
        return (System.nanoTime() - fromNs) / SECOND_NS;
    }

    private void idle(long emptyBytes) throws IOException {
        pause(SETTLE_MS);
        awaitSessions();
        long cpuMs = server.cpuMs();
        pause(QUIET_MS);
        double cores = (server.cpuMs() - cpuMs) / (double) QUIET_MS;
        long bytes = server.heapBytes() - emptyBytes;
        promises.add(Promise.atMost(
                "heap of the server per idle session", MOST_KIBIBYTES, bytes / KIBIBYTE / options.idle(), "KiB"));
        promises.add(Promise.told("processor time of the server, all idle", cores * 100, "% of one"));
    }

    /** A client believes in its session before the server does, and begins anew if it never does. */
    private void awaitSessions() throws IOException {
        long untilNs = System.nanoTime() + LONGEST_CONNECT_NS;
        int sessions = server.sessions();
        while (sessions != options.idle()) {
            say("  %d sessions at the server, %d at the clients", sessions, fleet.up(0));
            pause(QUIET_MS);
            sessions = server.sessions();
            if (System.nanoTime() > untilNs) {
                throw new IOException("The server has " + sessions + " sessions, not " + options.idle() + ".");
            }
        }
    }

    private void throughput() throws IOException {
        Shares alone = measure("one client alone", 1, 1);
        Shares together = measure(options.active() + " clients", options.active(), 1);
        Shares heavy = measure("one of them with " + HEAVY_FLOWS + " flows", options.active(), HEAVY_FLOWS);
        promises.add(Promise.told("one client alone", alone.mbitPerSecond(), "Mbit/s"));
        promises.add(Promise.told(options.active() + " clients together", together.mbitPerSecond(), "Mbit/s"));
        promises.add(Promise.atLeast(
                options.active() + " clients together, parts of one alone",
                LEAST_OF_ALONE,
                together.mbitPerSecond() / alone.mbitPerSecond(),
                ""));
        promises.add(Promise.atLeast("Jain index of these clients", LEAST_JAIN, together.jain(), ""));
        promises.add(Promise.told("the one with the least of these, parts of the mean", together.leastOfMean(), ""));
        if (options.active() > 1) {
            heavyOne(heavy);
        }
    }

    private void heavyOne(Shares shares) {
        Shares light = shares.butFirst();
        int flows = options.active() - 1 + HEAVY_FLOWS;
        double flowShare = shares.mbitPerSecond() / flows;
        double mean = light.mbitPerSecond() / (options.active() - 1);
        promises.add(Promise.atLeast("light clients beside a heavy one, Jain index", LEAST_JAIN, light.jain(), ""));
        promises.add(Promise.atLeast(
                "the least of them, parts of what a flow is due",
                LEAST_LIGHT,
                light.leastOfMean() * mean / flowShare,
                ""));
        promises.add(Promise.told(
                "the heavy one, parts of a light one", (shares.mbitPerSecond() - light.mbitPerSecond()) / mean, ""));
    }

    private Shares measure(String what, int clients, int flowsOfFirst) throws IOException {
        server.send(clients, flowsOfFirst, WINDOW_BYTES);
        // As long again before it counts: flows grow, and code is compiled.
        pause(options.seconds() * 1_000L);
        long cpuMs = server.cpuMs();
        long[] before = fleet.octets(clients);
        long fromNs = System.nanoTime();
        pause(options.seconds() * 1_000L);
        long[] after = fleet.octets(clients);
        double seconds = (System.nanoTime() - fromNs) / SECOND_NS;
        double cores = (server.cpuMs() - cpuMs) / 1_000.0 / seconds;
        server.send(0, 0, WINDOW_BYTES);
        Shares shares = Shares.between(before, after, seconds);
        say(
                "%s: %.1f Mbit/s, Jain %.3f, server at %.2f cores, %.1f s of processor per GB",
                what,
                shares.mbitPerSecond(),
                shares.jain(),
                cores,
                cores * 8_000 / Math.max(1e-9, shares.mbitPerSecond()));
        return shares;
    }

    private void afterTraffic(long emptyBytes) throws IOException {
        pause(SETTLE_MS);
        long bytes = server.heapBytes() - emptyBytes;
        promises.add(Promise.told(
                "heap per session, " + options.active() + " of them had traffic a while ago",
                bytes / KIBIBYTE / options.idle(),
                "KiB"));
    }

    private void oneAddress() throws IOException {
        int first = options.idle();
        fleet.make(first, ONE_ADDRESS_CLIENTS, number -> Ends.outer(first));
        double seconds = connect(first, ONE_ADDRESS_CLIENTS, ONE_ADDRESS_CLIENTS);
        promises.add(Promise.atMost(
                "handshakes from one address, after the first " + ADDRESS_BURST,
                MOST_PER_SECOND_OF_ADDRESS,
                (ONE_ADDRESS_CLIENTS - ADDRESS_BURST) / seconds,
                "/s"));
    }

    private static void pause(long ms) throws IOException {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("It was ended.", e);
        }
    }

    private void say(String format, Object... values) {
        progress.accept(String.format(Locale.ROOT, format, values));
    }
}
