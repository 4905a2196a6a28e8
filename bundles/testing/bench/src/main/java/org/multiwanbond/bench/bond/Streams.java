package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.netlab.lab.Namespace;

/** Repeated transfers over a bond, judged by the worst. Confined to one thread. */
final class Streams {
    private static final String CONGESTION_CONTROLS = "/proc/sys/net/ipv4/tcp_available_congestion_control";

    private final Bench bench;
    private final Bond bond;
    private final Effort effort;

    Streams(Bench bench, Bond bond, Effort effort) {
        this.bench = bench;
        this.bond = bond;
        this.effort = effort;
    }

    /** Goodput of the bond by what its links carry alone, each counted with its weight in the sum. */
    Finding eta(Tcp tcp, double limit, Map<String, String> changes, Map<String, Double> lossRatios) throws IOException {
        if (!isKnown(tcp.congestion())) {
            return Finding.skipped("The kernel has no congestion control " + tcp.congestion() + ": modprobe tcp_"
                    + tcp.congestion() + " as root.");
        }
        Map<String, Double> singles = bench.singles().measure(bond, tcp.streams(1), effort.single());
        double sum = 0;
        for (Map.Entry<String, Double> single : singles.entrySet()) {
            sum += single.getValue() * (1 - lossRatios.getOrDefault(single.getKey(), 0.0));
        }
        List<TcpRun> runs = runs(tcp, changes);
        double worst = worst(runs);
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("eta", worst / sum, "", Bound.atLeast(limit)));
        figures.addAll(goodput(runs));
        return Finding.of(figures, Singles.best(singles), details(runs, singles));
    }

    /** Goodput of the bond by that of its best link alone. */
    Finding ratioToBest(Tcp tcp, double limit) throws IOException {
        Map<String, Double> singles = bench.singles().measure(bond, tcp, effort.single());
        List<TcpRun> runs = runs(tcp, Map.of());
        double best = Numbers.most(singles.values());
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("of the best link", worst(runs) / best, "", Bound.atLeast(limit)));
        figures.addAll(goodput(runs));
        return Finding.of(figures, Singles.best(singles), details(runs, singles));
    }

    private List<TcpRun> runs(Tcp tcp, Map<String, String> changes) throws IOException {
        bond.settle();
        bond.change(changes);
        List<TcpRun> runs = new ArrayList<>();
        for (int i = 1; i <= effort.runs(); i++) {
            TcpRun run = bond.tcp(tcp, effort.seconds());
            runs.add(run);
            bench.progress()
                    .say(
                            "  the bond, %s, run %d of %d: %.1f Mbit/s, %.0f retransmitted %s",
                            tcp, i, effort.runs(), run.mbps(), run.retransmits(), run.error());
        }
        if (!changes.isEmpty()) {
            bond.reset();
        }
        return runs;
    }

    private static double worst(List<TcpRun> runs) {
        return Numbers.least(runs.stream().map(TcpRun::mbps).toList());
    }

    private static List<Figure> goodput(List<TcpRun> runs) {
        List<Double> mbps = runs.stream().map(TcpRun::mbps).toList();
        double lowest = Numbers.least(runs.stream()
                .map(run -> Numbers.least(run.perIntervalMbps()))
                .filter(Double::isFinite)
                .toList());
        return List.of(
                Figure.of("worst", Numbers.least(mbps), "Mbit/s"),
                Figure.of("median", Numbers.median(mbps), "Mbit/s"),
                Figure.of("lowest second", lowest, "Mbit/s"));
    }

    private Map<String, Object> details(List<TcpRun> runs, Map<String, Double> singles) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("singlesMbps", singles);
        details.put("runs", runs.stream().map(TcpRun::json).toList());
        details.put("status", bond.testimony());
        return details;
    }

    /** Whether both ends' namespaces have a congestion control. */
    private boolean isKnown(String congestion) throws IOException {
        for (Namespace end : List.of(bond.lab().clientHost(), bond.lab().serverHost())) {
            String known = end.exec("cat", CONGESTION_CONTROLS).out().trim();
            if (!List.of(known.split(" ")).contains(congestion)) {
                return false;
            }
        }
        return true;
    }
}
