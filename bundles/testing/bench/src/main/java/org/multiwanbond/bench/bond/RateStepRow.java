package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.netlab.lab.EmulatorProcess;
import org.multiwanbond.netlab.lab.Waiter;

/** The rate of one link halves and doubles while a stream runs. Stateless. */
final class RateStepRow {
    private static final String WAN = "fiber";
    private static final int STEP_SECONDS = 10;
    private static final double QUEUE_LIMIT_MS = 50;

    private RateStepRow() {}

    static Row<Bench> row() {
        Effort usual = new Effort(3, 40);
        List<Case<Bench>> cases = List.of(
                new Case<>("up", usual, (bench, effort) -> measure(bench, effort, false)),
                new Case<>("down", usual, (bench, effort) -> measure(bench, effort, true)));
        return new Row<>(
                11,
                LinkSet.CLASSIC.toString(),
                "one CUBIC stream; the 50 Mbit/s link has 25 and 50 Mbit/s in turn, 10 s each",
                ">= 0.85 of the moving sum; its queue back to <= 50 ms within 2 s",
                cases);
    }

    private static Finding measure(Bench bench, Effort effort, boolean down) throws IOException {
        Bond bond = bench.bond(LinkSet.CLASSIC);
        Tcp tcp = Tcp.way(down);
        Map<String, Double> singles = bench.singles().measure(bond, tcp, effort.single());
        double moving = moving(singles, effort.seconds());
        bond.settle();
        List<TcpRun> runs = new ArrayList<>();
        List<Double> settledMs = new ArrayList<>();
        List<List<Double>> queues = new ArrayList<>();
        for (int i = 1; i <= effort.runs(); i++) {
            CompletableFuture<TcpRun> load = bond.iperf().start(tcp, effort.seconds());
            Waiter.pause(Duration.ofSeconds(Iperf.SKIPPED_SECONDS));
            List<List<Double>> phases = steps(bond, down, effort.seconds());
            queues.addAll(phases);
            // The first phase has no step before it.
            phases.stream().skip(1).forEach(phase -> settledMs.add(Backlog.settledMs(phase, QUEUE_LIMIT_MS)));
            runs.add(load.join());
            bond.reset();
            bench.progress()
                    .say(
                            "  run %d of %d: %.1f of %.1f Mbit/s, queue short again after %s ms",
                            i, effort.runs(), runs.get(i - 1).mbps(), moving, settledMs);
        }
        double worst = Numbers.least(runs.stream().map(TcpRun::mbps).toList());
        List<Figure> figures = List.of(
                new Figure("of the moving sum", worst / moving, "", Bound.atLeast(0.85)),
                new Figure("queue back after", Numbers.most(settledMs), "ms", Bound.atMost(2_000)),
                Figure.of("worst", worst, "Mbit/s"),
                Figure.of("moving sum", moving, "Mbit/s"));
        return Finding.of(figures, Singles.best(singles), details(bond, runs, queues));
    }

    private static Map<String, Object> details(Bond bond, List<TcpRun> runs, List<List<Double>> queuesMs) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("runs", runs.stream().map(TcpRun::json).toList());
        details.put("queueMs", queuesMs);
        details.put("status", bond.testimony());
        return details;
    }

    /** The links' sum on average, with the one at half its rate for some of the time. */
    private static double moving(Map<String, Double> singles, int seconds) {
        int half = 0;
        for (int second = 0; second < seconds; second++) {
            half += second / STEP_SECONDS % 2;
        }
        return Numbers.sum(singles.values()) - singles.get(WAN) / 2 * half / seconds;
    }

    /** The queue of each phase; the first has the whole rate. */
    private static List<List<Double>> steps(Bond bond, boolean down, int seconds) throws IOException {
        EmulatorProcess emulator = bond.lab().emulator();
        Backlog backlog = new Backlog(emulator, WAN, down);
        long startNs = System.nanoTime();
        List<List<Double>> phases = new ArrayList<>();
        for (int atSeconds = 0; atSeconds < seconds; atSeconds += STEP_SECONDS) {
            boolean half = atSeconds / STEP_SECONDS % 2 == 1;
            emulator.set(WAN, "both", half ? "rate=25mbit" : "rate=50mbit");
            phases.add(backlog.until(startNs + Bond.ns(Math.min(seconds, atSeconds + STEP_SECONDS))));
        }
        return phases;
    }
}
