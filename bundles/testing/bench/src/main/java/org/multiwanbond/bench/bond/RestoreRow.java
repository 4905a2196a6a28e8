package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Waiter;

/** A link comes back under load: how soon it carries again, and how evenly all do. Stateless. */
final class RestoreRow {
    private static final String CUT_WAN = "fiber";
    private static final Duration BEFORE = Duration.ofSeconds(4);
    private static final Duration CUT = Duration.ofSeconds(3);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final double LIMIT_MS = 15_000;

    /** Rates are taken over this. */
    private static final long WINDOW_NS = 250_000_000;

    /** A bond that carries less of its links' rate is not loaded. */
    private static final double LOADED = 0.1;

    private RestoreRow() {}

    static Row<Bench> row() {
        Effort usual = new Effort(5, 15);
        List<Case<Bench>> cases = List.of(
                new Case<>("up", usual, (bench, effort) -> measure(bench, effort, false)),
                new Case<>("down", usual, (bench, effort) -> measure(bench, effort, true)));
        return new Row<>(
                10,
                LinkSet.CLASSIC.toString(),
                "the 50 Mbit/s link blackholed for 3 s and restored under one CUBIC stream",
                "carries more than half its share within 3 s; steady shares within 5 points of the links' rates",
                cases);
    }

    private static Finding measure(Bench bench, Effort effort, boolean down) throws IOException {
        List<Double> backMs = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        List<Double> relative = new ArrayList<>();
        List<Map<String, Double>> shares = new ArrayList<>();
        Map<String, Object> status = Map.of();
        for (int i = 1; i <= effort.runs(); i++) {
            Bond bond = bench.freshBond(LinkSet.CLASSIC);
            int seconds =
                    effort.seconds() + (int) (BEFORE.plus(CUT).plus(SETTLE).toSeconds() + LIMIT_MS / 1_000);
            CompletableFuture<TcpRun> load = bond.iperf().start(Tcp.way(down), seconds);
            Waiter.pause(BEFORE);
            bond.lab().emulator().cut(CUT_WAN);
            Waiter.pause(CUT);
            bond.lab().emulator().restore(CUT_WAN);
            backMs.add(backMs(bond, down));
            Waiter.pause(SETTLE);
            Map<String, Double> run = shares(bond, down, Duration.ofSeconds(effort.seconds()));
            shares.add(run);
            errors.add(100 * Numbers.most(deviations(bond.set(), down, run, false)));
            relative.add(100 * Numbers.most(deviations(bond.set(), down, run, true)));
            bench.progress()
                    .say("  run %d of %d: back after %.0f ms, shares %s", i, effort.runs(), backMs.get(i - 1), run);
            status = bond.testimony();
            load.join();
        }
        List<Figure> figures = List.of(
                new Figure("back in use", Numbers.most(backMs), "ms", Bound.atMost(3_000)),
                new Figure("share error", Numbers.most(errors), "points", Bound.atMost(5)),
                Figure.of("relative to the link's own share", Numbers.most(relative), "%"));
        return Finding.of(
                figures, "", Map.of("backMs", backMs, "shares", shares, "rates", rates(down), "status", status));
    }

    private static double backMs(Bond bond, boolean down) throws IOException {
        long startNs = System.nanoTime();
        double rawMbps = bond.set().rawMbps(down);
        double half = bond.set().rawMbps(CUT_WAN, down) / rawMbps / 2;
        Map<String, Double> before = sentBytes(bond, down);
        long beforeNs = System.nanoTime();
        for (double passedMs = 0; passedMs < LIMIT_MS; passedMs = (System.nanoTime() - startNs) / 1e6) {
            LockSupport.parkNanos(beforeNs + WINDOW_NS - System.nanoTime());
            Map<String, Double> now = sentBytes(bond, down);
            long nowNs = System.nanoTime();
            double total = Numbers.sum(now.values()) - Numbers.sum(before.values());
            double mine = now.get(CUT_WAN) - before.get(CUT_WAN);
            if (total * 8e3 / (nowNs - beforeNs) > LOADED * rawMbps && mine > half * total) {
                return (nowNs - startNs) / 1e6;
            }
            before = now;
            beforeNs = nowNs;
        }
        return LIMIT_MS;
    }

    private static Map<String, Double> shares(Bond bond, boolean down, Duration over) throws IOException {
        Map<String, Double> before = sentBytes(bond, down);
        Waiter.pause(over);
        Map<String, Double> after = sentBytes(bond, down);
        double total = Numbers.sum(after.values()) - Numbers.sum(before.values());
        Map<String, Double> shares = new LinkedHashMap<>();
        after.forEach((id, bytes) -> shares.put(id, (bytes - before.get(id)) / total));
        return shares;
    }

    private static List<Double> deviations(LinkSet set, boolean down, Map<String, Double> shares, boolean relative) {
        List<Double> deviations = new ArrayList<>();
        shares.forEach((id, share) -> {
            double fair = set.rawMbps(id, down) / set.rawMbps(down);
            deviations.add(Math.abs(share - fair) / (relative ? fair : 1));
        });
        return deviations;
    }

    /** What the sending end has sent over each link, by its own counters. */
    private static Map<String, Double> sentBytes(Bond bond, boolean down) throws IOException {
        Map<String, Double> bytes = new LinkedHashMap<>();
        for (String id : bond.set().ids()) {
            Json path = bond.path(id, !down);
            bytes.put(id, path.get("txBytes").number());
        }
        return bytes;
    }

    private static Map<String, Double> rates(boolean down) {
        Map<String, Double> rates = new LinkedHashMap<>();
        LinkSet.CLASSIC.ids().forEach(id -> rates.put(id, LinkSet.CLASSIC.rawMbps(id, down)));
        return rates;
    }
}
