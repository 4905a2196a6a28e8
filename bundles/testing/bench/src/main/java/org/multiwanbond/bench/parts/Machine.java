package org.multiwanbond.bench.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Distribution;
import org.multiwanbond.netlab.lab.Waiter;

/** On what and of what was measured, in words. Stateless. */
public final class Machine {
    private Machine() {}

    public static String hardware() throws IOException {
        String model = first(Path.of("/proc/cpuinfo"), "model name");
        long kibibytes =
                Long.parseLong(first(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", ""));
        return Runtime.getRuntime().availableProcessors() + " processors (" + model + "), "
                + Math.round(kibibytes / 1_048_576.0) + " GiB of memory";
    }

    public static String kernel() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    public static String jdk() {
        return System.getProperty("java.vm.name") + " " + Runtime.version();
    }

    public static String iperf() {
        try {
            return Command.of("iperf3", "--version")
                    .run()
                    .out()
                    .lines()
                    .findFirst()
                    .orElse("iperf3");
        } catch (IOException e) {
            return "no iperf3";
        }
    }

    /** Whether a program can be started here. */
    public static boolean has(String program) {
        try {
            return Command.of("sh", "-c", "command -v " + program).run().succeeded();
        } catch (IOException e) {
            return false;
        }
    }

    /** Share of all processors that somebody uses, 0 to 1, over one second. */
    public static double busyRatio() throws IOException {
        long[] before = ticks();
        Waiter.pause(Duration.ofSeconds(1));
        long[] after = ticks();
        return 1 - (double) (after[0] - before[0]) / Math.max(1, after[1] - before[1]);
    }

    /** Idle ticks and all ticks since the system began: proc_stat(5), fields 4 and 5 of 8 are idle and iowait. */
    private static long[] ticks() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split("\\s+");
        long all = 0;
        for (int i = 1; i <= 8; i++) {
            all += Long.parseLong(fields[i]);
        }
        return new long[] {Long.parseLong(fields[4]) + Long.parseLong(fields[5]), all};
    }

    /** Tells one pair of distributions from another: the beginning of the SHA-256 of both archives. */
    public static String build(Path root) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(Distribution.archive(root, "client")));
            digest.update(Files.readAllBytes(Distribution.archive(root, "server")));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static String first(Path file, String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }
}
