package org.multiwanbond.netlab.traffic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** Transfers for some seconds over one or more TCP connections and says how much arrived in each second. */
public final class TcpClient {
    private static final String USAGE = "TcpClient --to ADDRESS:PORT --direction download|upload --seconds N"
            + " --streams N --skip SECONDS_LEFT_OUT_OF_THE_MEAN --congestion NAME";

    private TcpClient() {}

    /** See the usage. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.read(arguments, USAGE);
        int seconds = options.number("--seconds", 10);
        int skip = Math.min(options.number("--skip", 0), seconds - 1);
        AtomicLongArray octets = new AtomicLongArray(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.number("--streams", 1); i++) {
            TcpStream stream = new TcpStream(options);
            threads.add(new Thread(() -> run(stream, octets)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(json(octets, skip, options.word("--congestion", "cubic")));
    }

    private static void run(TcpStream stream, AtomicLongArray octets) {
        try {
            stream.run(octets);
        } catch (IOException e) {
            System.err.println("The transfer ended early: " + e.getMessage());
        }
    }

    private static String json(AtomicLongArray octets, int skip, String congestion) {
        StringJoiner series = new StringJoiner(",", "[", "]");
        for (int i = 0; i < octets.length(); i++) {
            series.add(String.format(Locale.ROOT, "%.2f", octets.get(i) * 8 / 1e6));
        }
        long counted =
                IntStream.range(skip, octets.length()).mapToLong(octets::get).sum();
        return String.format(
                Locale.ROOT,
                "{\"mbps\":%.2f,\"skippedSeconds\":%d,\"perSecondMbps\":%s,\"congestion\":\"%s\"}",
                counted * 8 / 1e6 / (octets.length() - skip),
                skip,
                series,
                congestion);
    }
}
