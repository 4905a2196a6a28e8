package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.bench.parts.Pings;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.netlab.lab.BondLab;
import org.multiwanbond.netlab.lab.Waiter;

/** A ping beside a full transfer. Stateless. */
final class PingRow {
    private static final int IDLE_SECONDS = 3;
    private static final int PER_SECOND = 10;

    /** Of the transfer, before the first ping. */
    private static final int START_SECONDS = 2;

    private PingRow() {}

    static Row<Bench> row() {
        List<Case<Bench>> cases = List.of(
                new Case<>("up", Effort.USUAL, (bench, effort) -> measure(bench, effort, Tcp.UP)),
                new Case<>("down", Effort.USUAL, (bench, effort) -> measure(bench, effort, Tcp.DOWN)));
        return new Row<>(
                4,
                LinkSet.CLASSIC.toString(),
                "ping every 100 ms beside one CUBIC stream",
                "p95 <= 25 ms over the slowest path's idle round trip",
                cases);
    }

    private static Finding measure(Bench bench, Effort effort, Tcp tcp) throws IOException {
        Bond bond = bench.bond(LinkSet.CLASSIC);
        bond.useOnly(bond.set().slowest());
        double idleMs = Numbers.median(rttMs(bond, IDLE_SECONDS));
        bond.useOnly(bond.set().ids().get(0));
        double aloneMs = Numbers.quantile(beside(bond, tcp, effort.seconds()), 0.95);
        bond.useAll();
        bond.settle();
        List<Double> p95Ms = new ArrayList<>();
        List<List<Double>> all = new ArrayList<>();
        for (int i = 1; i <= effort.runs(); i++) {
            List<Double> rttMs = beside(bond, tcp, effort.seconds());
            all.add(rttMs);
            p95Ms.add(Numbers.quantile(rttMs, 0.95));
            bench.progress()
                    .say(
                            "  run %d of %d: p95 %.1f ms, slowest path idle %.1f",
                            i, effort.runs(), p95Ms.get(i - 1), idleMs);
        }
        double worstMs = Numbers.most(p95Ms);
        List<Figure> figures = List.of(
                new Figure("p95 of added RTT", worstMs - idleMs, "ms", Bound.atMost(25)),
                Figure.of("p95", worstMs, "ms"),
                Figure.of("slowest path idle", idleMs, "ms"));
        String alone = String.format(
                Locale.ROOT, "p95 %.1f ms (%s)", aloneMs, bond.set().ids().get(0));
        return Finding.of(figures, alone, Map.of("rttMs", all, "status", bond.testimony()));
    }

    private static List<Double> beside(Bond bond, Tcp tcp, int seconds) throws IOException {
        CompletableFuture<TcpRun> load = bond.iperf().start(tcp, seconds + START_SECONDS);
        Waiter.pause(Duration.ofSeconds(Iperf.SKIPPED_SECONDS + START_SECONDS / 2));
        List<Double> rttMs = rttMs(bond, seconds);
        load.join();
        return rttMs;
    }

    private static List<Double> rttMs(Bond bond, int seconds) throws IOException {
        int count = seconds * PER_SECOND;
        Duration distance = Duration.ofSeconds(1).dividedBy(PER_SECOND);
        return Pings.rttMs(bond.lab().clientHost(), BondLab.SERVER_INSIDE, count, distance);
    }
}
