package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.lab.WanPlan;

/** Links of different MTU, of which one shrinks in mid-flow; the links tell nobody. Stateless. */
final class MtuRow {
    private static final LinkSet SET = LinkSet.of(
            "mtu",
            WanPlan.of("fiber", "Fiber", "fiber", 50, 10).with("mtu=1500"),
            WanPlan.of("starlink", "Starlink", "starlink", 30, 25).with("mtu=1420"),
            WanPlan.of("lte", "LTE", "lte", 20, 40).with("mtu=1280"));
    private static final String SHRINKING = "fiber";
    private static final String SHRUNK = "mtu=1300";
    private static final int PAYLOAD_BYTES = 8_192;
    private static final int PER_SECOND = 100;
    private static final String INTERVAL_SECONDS = "0.1";
    private static final double STALL_LIMIT_MS = 1_000;

    private MtuRow() {}

    static Row<Bench> row() {
        Effort usual = new Effort(3, 30);
        List<Case<Bench>> cases =
                List.of(new Case<>("tcp", usual, MtuRow::tcp), new Case<>("udp-8-kb", usual, MtuRow::udp));
        return new Row<>(
                15,
                SET + " with a path MTU of 1500, 1420 and 1280",
                "one CUBIC stream down; 100 datagrams/s of 8 192 octets up; the first link shrinks to 1300 in mid-flow",
                "no stall > 1 s, nothing lost for good",
                cases);
    }

    private static Finding tcp(Bench bench, Effort effort) throws IOException {
        List<TcpRun> runs = new ArrayList<>();
        List<Double> stallsMs = new ArrayList<>();
        Map<String, Object> status = Map.of();
        for (int i = 1; i <= effort.runs(); i++) {
            Bond bond = bench.freshBond(SET);
            CompletableFuture<Void> shrinking = shrinkLater(bond, effort.seconds());
            TcpRun run = bond.iperf().run(Tcp.DOWN, effort.seconds(), INTERVAL_SECONDS);
            shrinking.join();
            runs.add(run);
            stallsMs.add(run.error().isEmpty() ? stallMs(run.perIntervalMbps()) : Double.NaN);
            status = bond.testimony();
            bench.progress()
                    .say(
                            "  run %d of %d: %.1f Mbit/s, longest stall %.0f ms %s",
                            i, effort.runs(), run.mbps(), stallsMs.get(i - 1), run.error());
        }
        List<Figure> figures = List.of(
                new Figure("longest stall", Numbers.most(stallsMs), "ms", Bound.atMost(STALL_LIMIT_MS)),
                Figure.of("worst", Numbers.least(runs.stream().map(TcpRun::mbps).toList()), "Mbit/s"));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("runs", runs.stream().map(TcpRun::json).toList());
        details.put("status", status);
        return Finding.of(figures, "", details);
    }

    private static Finding udp(Bench bench, Effort effort) throws IOException {
        List<Json> runs = new ArrayList<>();
        Map<String, Object> details = Map.of();
        for (int i = 1; i <= effort.runs(); i++) {
            Bond bond = bench.freshBond(SET);
            CompletableFuture<Void> shrinking = shrinkLater(bond, effort.seconds());
            Json run = DatagramRows.flow(bond.lab(), false, PER_SECOND, PAYLOAD_BYTES, effort.seconds());
            shrinking.join();
            runs.add(run);
            details = DatagramRows.details(bond, runs);
            bench.progress()
                    .say(
                            "  run %d of %d: %.0f lost of %.0f, longest gap %.0f ms",
                            i,
                            effort.runs(),
                            DatagramRows.lost(run),
                            run.get("sentPackets").number(),
                            run.get("maxGapMs").number());
        }
        List<Double> lost = runs.stream().map(DatagramRows::lost).toList();
        List<Double> gapsMs =
                runs.stream().map(run -> run.get("maxGapMs").number()).toList();
        List<Figure> figures = List.of(
                new Figure("lost", Numbers.most(lost), "datagrams", Bound.atMost(0)),
                new Figure("longest gap", Numbers.most(gapsMs), "ms", Bound.atMost(STALL_LIMIT_MS)));
        return Finding.of(figures, "", details);
    }

    private static CompletableFuture<Void> shrinkLater(Bond bond, int seconds) {
        return CompletableFuture.runAsync(() -> {
            Waiter.pause(Duration.ofSeconds(Iperf.SKIPPED_SECONDS + seconds / 2));
            try {
                bond.lab().emulator().set(SHRINKING, "both", SHRUNK);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static double stallMs(List<Double> perIntervalMbps) {
        int longest = 0;
        int current = 0;
        for (double mbps : perIntervalMbps) {
            current = mbps > 0 ? 0 : current + 1;
            longest = Math.max(longest, current);
        }
        return 1_000 * longest * Double.parseDouble(INTERVAL_SECONDS);
    }
}
