package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.netlab.lab.BondLab;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.WanPlan;

/** The rows that are flows of numbered datagrams. Stateless. */
final class DatagramRows {
    /** Fits the inner MTU with all headers. */
    private static final int PAYLOAD_BYTES = 1_300;

    private static final double LOAD = 0.98;
    private static final int SMALL_BYTES = 100;
    private static final int SMALL_PER_SECOND = 5_000;

    private static final LinkSet PAIR = LinkSet.of(
            "pair",
            WanPlan.of("fiber", "Fiber", "fiber", 50, 10),
            WanPlan.of("starlink", "Starlink", "starlink", 30, 25));

    private DatagramRows() {}

    static Row<Bench> full() {
        List<Case<Bench>> cases = List.of(
                new Case<>("up", Effort.USUAL, (bench, effort) -> full(bench, effort, false)),
                new Case<>("down", Effort.USUAL, (bench, effort) -> full(bench, effort, true)));
        return new Row<>(
                3,
                LinkSet.CLASSIC.toString(),
                "UDP at 98 % of the sum of the links alone",
                ">= 0.97 delivered, >= 99.9 % in order",
                cases);
    }

    private static Finding full(Bench bench, Effort effort, boolean down) throws IOException {
        Bond bond = bench.bond(LinkSet.CLASSIC);
        Map<String, Double> singles = bench.singles().measure(bond, Tcp.way(down), effort.single());
        double perSecond = LOAD * Numbers.sum(singles.values()) * 1e6 / 8 / PAYLOAD_BYTES;
        List<Json> runs = new ArrayList<>();
        bond.settle();
        for (int i = 1; i <= effort.runs(); i++) {
            Json run = flow(bond.lab(), down, perSecond, PAYLOAD_BYTES, effort.seconds());
            runs.add(run);
            bench.progress()
                    .say(
                            "  run %d of %d: %.4f delivered, %.4f in order, %.0f at the host's own buffer",
                            i,
                            effort.runs(),
                            delivered(run),
                            inOrder(run),
                            run.get("bufferFullPackets").number());
        }
        List<Figure> figures = List.of(
                new Figure("delivered", worst(runs, DatagramRows::delivered), "", Bound.atLeast(0.97)),
                new Figure("in order", worst(runs, DatagramRows::inOrder), "", Bound.atLeast(0.999)),
                Figure.of("offered", perSecond * PAYLOAD_BYTES * 8 / 1e6, "Mbit/s"));
        return Finding.of(figures, Singles.best(singles), details(bond, runs));
    }

    static Row<Bench> redundant() {
        List<Case<Bench>> cases = List.of(new Case<>("down", new Effort(1, 20), DatagramRows::redundant));
        return new Row<>(
                13, PAIR + " at 30 % loss", "`redundant`, 5 000 datagrams/s of 100 octets for 20 s", "0 lost", cases);
    }

    private static Finding redundant(Bench bench, Effort effort) throws IOException {
        Bond bond = bench.bond(PAIR, "mode=redundant");
        bond.settle();
        bond.change(Map.of("starlink", "loss=30%"));
        List<Json> runs = new ArrayList<>();
        for (int i = 1; i <= effort.runs(); i++) {
            Json run = flow(bond.lab(), true, SMALL_PER_SECOND, SMALL_BYTES, effort.seconds());
            runs.add(run);
            bench.progress()
                    .say(
                            "  run %d: %.0f lost of %.0f",
                            i, lost(run), run.get("sentPackets").number());
        }
        List<Figure> figures = List.of(
                new Figure("lost", -worst(runs, run -> -lost(run)), "", Bound.atMost(0)),
                Figure.of("sent", runs.get(0).get("sentPackets").number(), ""),
                Figure.of("p99 delay", runs.get(0).get("delayMs").get("p99").number(), "ms"));
        Map<String, Object> details = details(bond, runs);
        bond.reset();
        return Finding.of(figures, "", details);
    }

    static Json flow(BondLab lab, boolean down, double perSecond, int payloadBytes, int seconds) throws IOException {
        try (UdpFlow flow = UdpFlow.start(lab, down, perSecond, payloadBytes, seconds)) {
            return flow.result();
        }
    }

    /** What this host itself dropped was delivered. */
    static double lost(Json run) {
        return run.get("lostPackets").number();
    }

    private static double delivered(Json run) {
        return 1 - lost(run) / run.get("sentPackets").number();
    }

    private static double inOrder(Json run) {
        return 1
                - run.get("overtakenPackets").number()
                        / Math.max(1, run.get("receivedPackets").number());
    }

    private static double worst(List<Json> runs, Value value) {
        return Numbers.least(runs.stream().map(value::of).toList());
    }

    static Map<String, Object> details(Bond bond, List<Json> runs) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("runs", runs.stream().map(DatagramRows::plain).toList());
        details.put("status", bond.testimony());
        return details;
    }

    static Map<String, Object> plain(Json run) {
        Map<String, Object> plain = new LinkedHashMap<>();
        run.names().forEach(name -> {
            Json value = run.get(name);
            plain.put(name, value.names().isEmpty() ? value.number() : plain(value));
        });
        return plain;
    }

    /** A figure of one run. */
    private interface Value {
        double of(Json run);
    }
}
