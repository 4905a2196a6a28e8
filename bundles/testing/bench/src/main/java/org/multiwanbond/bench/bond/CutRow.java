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
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.LabException;
import org.multiwanbond.netlab.lab.Waiter;

/** The row of cuts. Stateless. */
final class CutRow {
    private static final String CUT_WAN = "fiber";
    private static final long SEED = 9;
    private static final String NO_HOLD_DOWN = "holdDown=false";
    private static final Effort LOADED = new Effort(100, 60);
    private static final Effort VOICE = new Effort(50, 60);

    /** G.711 in packets of 20 ms with RTP: 160 + 12 octets, 50 a second. */
    private static final int VOICE_BYTES = 172;

    private static final int VOICE_PER_SECOND = 50;

    /** TCP's start, before the first cut. */
    private static final Duration START = Duration.ofSeconds(4);

    private CutRow() {}

    static Row<Bench> row() {
        List<Case<Bench>> cases = List.of(
                new Case<>("loaded", LOADED, CutRow::loaded),
                new Case<>("voice", VOICE, (bench, effort) -> voice(bench, effort, 300)),
                new Case<>("voice-redundant", VOICE, (bench, effort) -> voice(bench, effort, 40, "mode=redundant")));
        return new Row<>(
                9,
                LinkSet.CLASSIC.toString(),
                "the 50 Mbit/s link blackholed at random moments: 100 times under one CUBIC stream (up and down in turn),"
                        + " 50 times under a voice flow of 50 packets/s",
                "detected p50 <= 150 ms, p99 <= 300 ms; 0 inner packets lost; longest gap <= 300 ms, 40 ms in `redundant`;"
                        + " no TCP time-out in >= 95 of 100",
                cases);
    }

    private static Finding loaded(Bench bench, Effort effort) throws IOException {
        Bond bond = withoutHoldDown(bench);
        CutDrill drill = new CutDrill(bond, CUT_WAN, SEED);
        List<Cut> cuts = new ArrayList<>();
        List<TcpRun> transfers = new ArrayList<>();
        for (boolean down = false; cuts.size() < effort.runs(); down = !down) {
            long endNs = System.nanoTime() + Bond.ns(effort.seconds());
            CompletableFuture<TcpRun> load = bond.iperf().start(Tcp.way(down), effort.seconds());
            Waiter.pause(START);
            do {
                cuts.add(told(bench, cuts.size() + 1, effort.runs(), drill.run()));
            } while (cuts.size() < effort.runs() && endNs - System.nanoTime() > Bond.ns(CutDrill.MOST_SECONDS));
            transfers.add(load.join());
        }
        long calm = cuts.stream().filter(cut -> cut.timeouts() == 0).count();
        List<Figure> figures = detection(cuts);
        figures.add(new Figure("given up by receivers", sum(cuts), "units", Bound.atMost(0)));
        figures.add(new Figure("cuts without a TCP time-out", (double) calm / cuts.size(), "", Bound.atLeast(0.95)));
        figures.add(Figure.of("transfers broken", broken(transfers), ""));
        Map<String, Object> details = details(bond, cuts);
        details.put("transfers", transfers.stream().map(TcpRun::json).toList());
        return Finding.of(figures, "nothing until it is restored", details);
    }

    private static Finding voice(Bench bench, Effort effort, double gapLimitMs, String... bondLines)
            throws IOException {
        Bond bond = withoutHoldDown(bench, bondLines);
        CutDrill drill = new CutDrill(bond, CUT_WAN, SEED);
        List<Cut> cuts = new ArrayList<>();
        List<Json> flows = new ArrayList<>();
        for (boolean down = false; cuts.size() < effort.runs(); down = !down) {
            long endNs = System.nanoTime() + Bond.ns(effort.seconds());
            try (UdpFlow flow = UdpFlow.start(bond.lab(), down, VOICE_PER_SECOND, VOICE_BYTES, effort.seconds())) {
                do {
                    cuts.add(told(bench, cuts.size() + 1, effort.runs(), drill.run()));
                } while (cuts.size() < effort.runs() && endNs - System.nanoTime() > Bond.ns(CutDrill.MOST_SECONDS));
                flows.add(flow.result());
            }
        }
        double lost = flows.stream().mapToDouble(DatagramRows::lost).sum();
        double gapMs = Numbers.most(
                flows.stream().map(flow -> flow.get("maxGapMs").number()).toList());
        List<Figure> figures = detection(cuts);
        figures.add(new Figure("packets lost", lost, "", Bound.atMost(0)));
        figures.add(new Figure("longest gap", gapMs, "ms", Bound.atMost(gapLimitMs)));
        Map<String, Object> details = details(bond, cuts);
        details.put("flows", flows.stream().map(DatagramRows::plain).toList());
        return Finding.of(figures, "nothing until it is restored", details);
    }

    private static Bond withoutHoldDown(Bench bench, String... bondLines) throws IOException {
        List<String> lines = new ArrayList<>(List.of(bondLines));
        lines.add(NO_HOLD_DOWN);
        try {
            return bench.freshBond(LinkSet.CLASSIC, lines.toArray(String[]::new));
        } catch (LabException e) {
            if (!e.getMessage().contains("holdDown is no key")) {
                throw e;
            }
            bench.progress().say("  this build knows no holdDown, so links come back as late as it likes");
            return bench.freshBond(LinkSet.CLASSIC, bondLines);
        }
    }

    private static Cut told(Bench bench, int number, int of, Cut cut) {
        bench.progress()
                .say(
                        "  cut %d of %d: client %.0f ms, server %.0f ms, %.0f given up, %.0f time-outs",
                        number, of, cut.clientMs(), cut.serverMs(), cut.givenUp(), cut.timeouts());
        return cut;
    }

    private static List<Figure> detection(List<Cut> cuts) {
        List<Double> laterMs = cuts.stream().map(Cut::detectMs).toList();
        List<Double> clientMs = cuts.stream().map(Cut::clientMs).toList();
        List<Double> serverMs = cuts.stream().map(Cut::serverMs).toList();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("detected by both p50", Numbers.median(laterMs), "ms", Bound.atMost(150)));
        figures.add(new Figure("p99", Numbers.quantile(laterMs, 0.99), "ms", Bound.atMost(300)));
        figures.add(Figure.of("client p50", Numbers.median(clientMs), "ms"));
        figures.add(Figure.of("server p50", Numbers.median(serverMs), "ms"));
        return figures;
    }

    private static double sum(List<Cut> cuts) {
        return cuts.stream().mapToDouble(Cut::givenUp).sum();
    }

    private static double broken(List<TcpRun> transfers) {
        return transfers.stream().filter(run -> !run.error().isEmpty()).count();
    }

    private static Map<String, Object> details(Bond bond, List<Cut> cuts) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("cuts", cuts.stream().map(Cut::json).toList());
        details.put("status", bond.testimony());
        return details;
    }
}
