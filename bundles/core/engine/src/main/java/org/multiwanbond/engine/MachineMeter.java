package org.multiwanbond.engine;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.engine.explain.KernelDrops;
import org.multiwanbond.engine.explain.Machine;

/** Reads what the process takes of its machine, between its making and {@link #since}. Confined to one thread. */
final class MachineMeter {
    /** Names of the data threads: what they do, and their worker. */
    private static final Pattern DATA_THREAD = Pattern.compile("mwb-(send|seal|receive|deliver)-[0-9]+");

    private static final double NS_PER_MS = 1e6;

    private final Reading first;

    private record Reading(
            long atNs,
            long processNs,
            Map<String, Long> threadNs,
            long collectionMs,
            long socketDrops,
            long tunnelDrops) {}

    private MachineMeter(Reading first) {
        this.first = first;
    }

    /** Begins to measure; {@code refused} packets the host did not take from the tunnel so far. */
    static MachineMeter begin(BondStatus status, long refused, long nowNs) {
        return new MachineMeter(read(status, refused, nowNs));
    }

    /** What was taken since the beginning. */
    Machine since(BondStatus status, long refused, long nowNs) {
        Reading now = read(status, refused, nowNs);
        double tookNs = Math.max(1, now.atNs - first.atNs);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                (now.processNs - first.processNs) / tookNs,
                threadCores(now, tookNs),
                (now.collectionMs - first.collectionMs) * NS_PER_MS / tookNs,
                now.socketDrops - first.socketDrops,
                now.tunnelDrops - first.tunnelDrops,
                number(Path.of("/proc/sys/net/core/rmem_max")));
    }

    private static Reading read(BondStatus status, long refused, long nowNs) {
        List<String> sockets = new ArrayList<>(lines(Path.of("/proc/net/udp")));
        sockets.addAll(lines(Path.of("/proc/net/udp6")));
        Path device = Path.of("/sys/class/net", status.tunnelDevice(), "statistics", "tx_dropped");
        return new Reading(
                nowNs,
                ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(Duration::toNanos)
                        .orElse(0L),
                threadNs(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum(),
                KernelDrops.sum(sockets, ports(status)),
                refused + (status.tunnelDevice().isEmpty() ? 0 : number(device)));
    }

    private Map<String, Double> threadCores(Reading now, double tookNs) {
        Map<String, Double> cores = new HashMap<>();
        now.threadNs.forEach((name, ns) -> {
            // A thread that was not there at the beginning is not judged by what it took since its start.
            long took = ns - first.threadNs.getOrDefault(name, ns);
            cores.put(name, took / tookNs);
        });
        return cores;
    }

    private static Map<String, Long> threadNs() {
        Map<String, Long> sums = new HashMap<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isThreadCpuTimeSupported()) {
            return sums;
        }
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && DATA_THREAD.matcher(thread.getThreadName()).matches()) {
                long ns = Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                sums.merge(thread.getThreadName(), ns, Long::sum);
            }
        }
        return sums;
    }

    private static Set<Integer> ports(BondStatus status) {
        Stream<String> paths = status.sessions().stream()
                .flatMap(session -> session.paths().stream())
                .map(path -> path.local());
        return Stream.concat(paths, status.listening().stream())
                .map(MachineMeter::port)
                .collect(Collectors.toSet());
    }

    private static int port(String address) {
        String port = address.substring(address.lastIndexOf(':') + 1);
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    }

    private static long number(Path file) {
        List<String> lines = lines(file);
        String text = lines.isEmpty() ? "" : lines.get(0).strip();
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Nothing where there is no such file: on other systems, or in another's namespace. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return List.of();
        }
    }
}
