package org.multiwanbond.bench.clients;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code ./mwb bench clients} runs: many clients in this process, the server in another, over loopback. */
public final class ClientsBench {
    private ClientsBench() {}

    /** See the usage. */
    public static void main(String[] arguments) {
        try {
            if (List.of(arguments).contains("--help")) {
                System.out.print(Options.USAGE);
                System.exit(0);
            }
            System.exit(run(Options.read(arguments)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("The bench failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int run(Options options) throws IOException {
        PrintStream progress = options.json() ? System.err : System.out;
        Path state = Files.createTempDirectory("mwb-clients");
        int port = freePort();
        List<Promise> promises = new ArrayList<>();
        try (Server server = new Server(options.idle() + Course.ONE_ADDRESS_CLIENTS, port, state);
                Fleet fleet = new Fleet(state, port)) {
            progress.println("server process " + server.pid() + ", UDP port " + port);
            new Course(options, server, fleet, promises, text -> progress.println(text)).run();
        } finally {
            discard(state);
        }
        progress.println();
        promises.forEach(promise -> progress.println(promise.line()));
        if (options.json()) {
            System.out.println(
                    promises.stream().map(Promise::jsonText).collect(Collectors.joining(",", "{\"promises\":[", "]}")));
        }
        long missed = promises.stream().filter(promise -> !promise.met()).count();
        progress.println(String.format(Locale.ROOT, "%n%d of %d bounds missed", missed, bounds(promises)));
        return 0;
    }

    private static long bounds(List<Promise> promises) {
        return promises.stream().filter(promise -> !promise.bound().isEmpty()).count();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(Ends.SERVER, 0))) {
            return socket.getLocalPort();
        }
    }

    private static void discard(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
