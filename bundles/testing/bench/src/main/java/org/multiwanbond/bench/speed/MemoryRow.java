package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.speed.Rounds.Contender;

/** What packets leave to the garbage collector, and how long that holds everything up. Stateless. */
final class MemoryRow {
    private static final String PAUSE = "GC pause p99";
    private static final String STOP = "safepoint p99";
    private static final String CLIENT = "client, octets for each packet";
    private static final String SERVER = "server, octets for each packet";

    private MemoryRow() {}

    static Row<Rig> row() {
        return new Row<>(
                9,
                StreamRows.ONE,
                "pauses of the collector under one TCP stream, by the JVMs' own logs; what is allocated for each packet",
                "p99 of the pauses of both ends <= 5 ms; nothing outside the ciphers' provider",
                List.of(
                        new Case<>("up", new Effort(4, 15), MemoryRow::measure),
                        new Case<>("allocated", new Effort(4, 15), AllocationCase::measure)));
    }

    private static Finding measure(Rig rig, Effort effort) throws IOException {
        return Comparison.of(rig, effort, List.of(Kind.OURS), comparison -> {
            Running running = comparison.tunnel(Kind.OURS);
            String name = Kind.OURS.name();
            Rounds rounds = comparison.rounds(List.of(new Contender(name, () -> sample(running, effort.seconds()))));
            List<Figure> figures = new ArrayList<>(rounds.judged(name, PAUSE, "ms", Bound.atMost(5)));
            figures.add(Figure.of(STOP, rounds.median(name, STOP), "ms"));
            figures.add(Figure.of(CLIENT, rounds.median(name, CLIENT), ""));
            figures.add(Figure.of(SERVER, rounds.median(name, SERVER), ""));
            figures.add(Figure.of(name, rounds.median(name, Sample.MBPS), "Mbit/s"));
            return Finding.of(figures, "", rounds.details());
        });
    }

    private static Sample sample(Running running, int seconds) throws IOException {
        OurTunnel ours = running.ours();
        List<Span> spans = List.of(new Span(ours, true), new Span(ours, false));
        for (Span span : spans) {
            span.begin();
        }
        Sample load = running.transfers().tcp(Load.UP, seconds);
        List<Double> pausesMs = new ArrayList<>();
        List<Double> stopsMs = new ArrayList<>();
        double[] bytesPerPacket = new double[2];
        for (int i = 0; i < 2; i++) {
            GcLog log = spans.get(i).end();
            pausesMs.addAll(log.pausesMs());
            stopsMs.addAll(log.safepointsMs());
            bytesPerPacket[i] = log.allocatedBytes() / spans.get(i).packets();
        }
        return Sample.of(PAUSE, p99(pausesMs))
                .with(STOP, p99(stopsMs))
                .with(CLIENT, bytesPerPacket[0])
                .with(SERVER, bytesPerPacket[1])
                .with("pauses", pausesMs.size())
                .with(Sample.MBPS, load.value(Sample.MBPS));
    }

    /** Where nothing was collected nothing was held up. */
    private static double p99(List<Double> ms) {
        return ms.isEmpty() ? 0 : Numbers.quantile(ms, 0.99);
    }

    /** Some time of one end's life. Confined to one thread. */
    private static final class Span {
        private final OurTunnel tunnel;
        private final boolean client;
        private int lines;
        private double packets;

        Span(OurTunnel tunnel, boolean client) {
            this.tunnel = tunnel;
            this.client = client;
        }

        void begin() throws IOException {
            lines = tunnel.gcLog(client).size();
            collect();
            packets = tunnel.packets(client);
        }

        /** What was logged since. */
        GcLog end() throws IOException {
            packets = tunnel.packets(client) - packets;
            collect();
            List<String> log = tunnel.gcLog(client);
            return GcLog.read(log.subList(lines, log.size()));
        }

        double packets() {
            return packets;
        }

        /** Has the JVM collect, which tells how much is in use. */
        private void collect() throws IOException {
            Recording.jcmd(client ? tunnel.clientPid() : tunnel.serverPid(), "GC.run");
        }
    }
}
