package org.multiwanbond.bench.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.engine.Engine;
import org.multiwanbond.transport.udp.UdpTransportFactory;
import org.multiwanbond.transport.udplinux.UdpLinuxTransportFactory;

/**
 * The server in a process of its own: an engine on the transport it would have there. It reads commands from its standard
 * input and answers each with one line; it ends when the input does.
 */
final class ServerProcess {
    private static final int COLLECTIONS = 4;
    private static final long BETWEEN_COLLECTIONS_MS = 100;

    private final BulkSource source = new BulkSource();

    private ServerProcess() {}

    /** Arguments: how many clients are admitted, the port, a folder for the engine's files. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new ServerProcess().run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        System.exit(0);
    }

    private void run(int clients, int port, Path state) throws IOException, InterruptedException {
        Engine engine = Engines.make(transports(), source, state, tunnel -> {});
        Thread control = new Thread(engine::run, "mwb-control");
        control.start();
        engine.devices(Ends.device(Ends.SERVER));
        engine.settings(Ends.server(clients, port));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            System.out.println(answer(engine, words));
        }
    }

    private static TransportFactory transports() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        return linux ? new UdpLinuxTransportFactory() : new UdpTransportFactory();
    }

    private long answer(Engine engine, String[] words) throws InterruptedException {
        return switch (words[0]) {
            case "pid" -> ProcessHandle.current().pid();
            case "heap" -> heapBytes();
            case "cpu" ->
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
            case "sessions" -> engine.status().join().sessions().size();
            case "send" -> send(number(words[1]), number(words[2]), number(words[3]));
            default -> throw new IllegalArgumentException("There is no command " + words[0] + ".");
        };
    }

    private long send(int clients, int flowsOfFirst, int windowBytes) {
        source.send(clients, flowsOfFirst, windowBytes);
        return clients;
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    /** What is alive after several collections: cleaners and references need more than one. */
    private static long heapBytes() throws InterruptedException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
            Thread.sleep(BETWEEN_COLLECTIONS_MS);
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
