package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.speed.Rounds.Contender;

/** Tunnels under loads, compared round by round. Confined to one thread. */
final class Comparison {
    private final Rig rig;
    private final Effort effort;
    private final List<Kind> kinds;

    /** Between tunnels of these kinds, which are running and warm when it begins. */
    private Comparison(Rig rig, Effort effort, List<Kind> kinds) {
        this.rig = rig;
        this.effort = effort;
        this.kinds = kinds;
    }

    /** What a comparison finds, or which programs it lacks. */
    static Finding of(Rig rig, Effort effort, List<Kind> kinds, Way way) throws IOException {
        String missing = rig.missing(kinds);
        if (!missing.isEmpty()) {
            return Finding.skipped(missing.strip());
        }
        rig.use(kinds);
        Proof.of(rig, kinds);
        return way.compare(new Comparison(rig, effort, kinds));
    }

    /** Each under the same load. */
    Rounds rounds(Load load) throws IOException {
        return rounds(kinds.stream().map(kind -> contender(kind, load)).toList());
    }

    Rounds rounds(List<Contender> contenders) throws IOException {
        return Rounds.run(effort.runs(), rig.progress(), contenders);
    }

    Contender contender(Kind kind, Load load) {
        return new Contender(kind.name(), () -> tcp(kind, load));
    }

    Sample tcp(Kind kind, Load load) throws IOException {
        return rig.tunnel(kind).transfers().tcp(load, effort.seconds());
    }

    Running tunnel(Kind kind) {
        return rig.tunnel(kind);
    }

    int seconds() {
        return effort.seconds();
    }

    /** The first kind's goodput by the second's, and the medians of all. */
    Finding goodput(Rounds rounds, Bound bound) {
        return finding(
                rounds,
                new ArrayList<>(
                        goodputRatio(rounds, kinds.get(0).name(), kinds.get(1).name(), bound)));
    }

    /** The same, and the processor time both take for the same. */
    Finding goodputAndEffort(Rounds rounds, Bound goodput, Bound effortBound) {
        String first = kinds.get(0).name();
        String second = kinds.get(1).name();
        List<Figure> figures = new ArrayList<>(goodputRatio(rounds, first, second, goodput));
        figures.addAll(rounds.judged(
                "CPU for each GB by that of " + second, rounds.ratios(first, second, Sample.CPU_PER_GB), effortBound));
        return finding(rounds, figures);
    }

    private static List<Figure> goodputRatio(Rounds rounds, String first, String second, Bound bound) {
        return rounds.judged(first + " / " + second, rounds.ratios(first, second, Sample.MBPS), bound);
    }

    /** These figures, then the medians of all contenders. */
    Finding finding(Rounds rounds, List<Figure> figures) {
        List<Figure> all = new ArrayList<>(figures);
        List<String> names = rounds.names();
        String first = names.get(0);
        all.add(Figure.of(first, rounds.median(first, Sample.MBPS), "Mbit/s"));
        all.add(Figure.of(first, rounds.median(first, Sample.CPU_PER_GB), "CPU s/GB"));
        List<String> others =
                names.stream().skip(1).map(name -> median(rounds, name)).toList();
        return Finding.of(all, String.join("; ", others), rounds.details())
                .with("status", rig.tunnel(kinds.get(0)).tunnel().testimony());
    }

    static String median(Rounds rounds, String name) {
        return String.format(
                Locale.ROOT,
                "%s %.0f Mbit/s, %.2f CPU s/GB",
                name,
                rounds.median(name, Sample.MBPS),
                rounds.median(name, Sample.CPU_PER_GB));
    }

    /** How it is measured. */
    @FunctionalInterface
    interface Way {
        Finding compare(Comparison comparison) throws IOException;
    }
}
