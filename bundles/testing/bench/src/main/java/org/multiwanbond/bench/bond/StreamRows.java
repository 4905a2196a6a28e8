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
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.netlab.lab.WanPlan;

/** The rows that are transfers by TCP and nothing else. Stateless. */
final class StreamRows {
    private static final String BURSTS = "ge=1,25";

    /** Of Gilbert-Elliott 1,25: p / (p + r). */
    private static final double BURST_LOSS = 0.01 / 0.26;

    private static final LinkSet LONG = LinkSet.of(
            "long", WanPlan.of("fast", "Fast", "fiber", 100, 10), WanPlan.of("far", "Far", "other", 10, 300));
    private static final LinkSet BAD = LinkSet.of(
            "bad",
            WanPlan.of("fast", "Fast", "fiber", 100, 10),
            WanPlan.of("bad", "Bad", "other", 2, 20).with("loss=20%"));
    private static final LinkSet STALLING = LinkSet.of(
            "stalling",
            WanPlan.of("lte", "LTE", "lte", 30, 40).with("stall=200ms/5s"),
            WanPlan.of("cable", "Cable", "cable", 50, 10));

    private StreamRows() {}

    static Row<Bench> alone() {
        List<Case<Bench>> cases = List.of(
                new Case<>("up", Effort.USUAL.single(), (bench, effort) -> alone(bench, effort, Tcp.UP)),
                new Case<>("down", Effort.USUAL.single(), (bench, effort) -> alone(bench, effort, Tcp.DOWN)));
        return new Row<>(
                0,
                LinkSet.CLASSIC.toString(),
                "each clean link alone, one CUBIC stream",
                ">= 0.90 of its IP rate",
                cases);
    }

    private static Finding alone(Bench bench, Effort effort, Tcp tcp) throws IOException {
        Map<String, Double> singles = bench.singles().measure(bench.bond(LinkSet.CLASSIC), tcp, effort.single());
        List<Figure> figures = new ArrayList<>();
        singles.forEach((id, mbps) -> {
            double ratio = mbps / LinkSet.CLASSIC.rawMbps(id, tcp.down());
            figures.add(new Figure(id + ", of its rate", ratio, "", Bound.atLeast(0.90)));
        });
        return Finding.of(figures, Singles.best(singles), Map.of("singlesMbps", singles));
    }

    static Row<Bench> cubic() {
        List<Case<Bench>> cases = List.of(
                clean("up", Tcp.UP, 0.95),
                clean("down", Tcp.DOWN, 0.95),
                clean("up-4-streams", Tcp.UP.streams(4), 0.95),
                clean("down-4-streams", Tcp.DOWN.streams(4), 0.95));
        return new Row<>(1, LinkSet.CLASSIC.toString(), "one CUBIC stream; 4 streams", "eta >= 0.95", cases);
    }

    static Row<Bench> bbr() {
        List<Case<Bench>> cases =
                List.of(clean("up", Tcp.UP.congestion("bbr"), 0.90), clean("down", Tcp.DOWN.congestion("bbr"), 0.90));
        return new Row<>(2, LinkSet.CLASSIC.toString(), "one BBR stream", "eta >= 0.90", cases);
    }

    static Row<Bench> loss() {
        Map<String, Double> onePercent = everywhere(0.01);
        List<Case<Bench>> cases = List.of(
                spoilt("loss-1-percent-each", 0.90, everywhere("loss=1%"), onePercent),
                spoilt("loss-5-percent-on-one", 0.90, Map.of("fiber", "loss=5%"), Map.of("fiber", 0.05)),
                spoilt("bursts", 0.85, everywhere(BURSTS), everywhere(BURST_LOSS)));
        return new Row<>(
                5,
                LinkSet.CLASSIC.toString(),
                "one CUBIC stream; 1 % loss on each, 5 % on the 50 Mbit/s link, bursts (GE 1,25) on each",
                "eta >= 0.90, 0.90, 0.85 of the clean links",
                cases);
    }

    static Row<Bench> jitter() {
        List<Case<Bench>> cases = List.of(spoilt("jitter-10-ms", 0.85, everywhere("jitter=10ms"), Map.of()));
        return new Row<>(6, LinkSet.CLASSIC.toString(), "one CUBIC stream; 10 ms jitter on each", "eta >= 0.85", cases);
    }

    static Row<Bench> neverSlower() {
        List<Case<Bench>> cases = new ArrayList<>();
        for (LinkSet set : List.of(LONG, BAD, STALLING)) {
            for (int streams : new int[] {1, 4}) {
                Tcp tcp = Tcp.DOWN.streams(streams);
                cases.add(new Case<>(
                        set.name() + "-" + streams, Effort.USUAL, (bench, effort) -> beside(bench, set, effort, tcp)));
            }
        }
        return new Row<>(
                7,
                LONG + "; " + BAD + " at 20 % loss; " + STALLING + ", LTE stalling 200 ms every 5 s",
                "one stream, 4 streams",
                ">= 0.98 of the best link alone",
                cases);
    }

    static Row<Bench> mixed() {
        List<Case<Bench>> cases = new ArrayList<>();
        for (LinkSet set : MixedLinks.sets()) {
            cases.add(
                    new Case<>(set.name(), new Effort(3, 15), (bench, effort) -> beside(bench, set, effort, Tcp.DOWN)));
        }
        return new Row<>(
                8, "16 mixed pairs and triples", "one CUBIC stream down", ">= 0.98 of the best link alone", cases);
    }

    private static Finding beside(Bench bench, LinkSet set, Effort effort, Tcp tcp) throws IOException {
        return new Streams(bench, bench.bond(set), effort).ratioToBest(tcp, 0.98);
    }

    private static Case<Bench> clean(String name, Tcp tcp, double limit) {
        return new Case<>(name, Effort.USUAL, (bench, effort) -> new Streams(bench, bench.bond(LinkSet.CLASSIC), effort)
                .eta(tcp, limit, Map.of(), Map.of()));
    }

    private static Case<Bench> spoilt(
            String name, double limit, Map<String, String> changes, Map<String, Double> losses) {
        return new Case<>(name, Effort.USUAL, (bench, effort) -> new Streams(bench, bench.bond(LinkSet.CLASSIC), effort)
                .eta(Tcp.UP, limit, changes, losses));
    }

    private static <T> Map<String, T> everywhere(T value) {
        Map<String, T> all = new LinkedHashMap<>();
        LinkSet.CLASSIC.ids().forEach(id -> all.put(id, value));
        return all;
    }
}
