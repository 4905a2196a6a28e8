package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Row;

/** Processor time at a rate that is not the highest. Stateless. */
final class EffortRow {
    private static final double MBPS = 500;

    private EffortRow() {}

    static Row<Rig> row() {
        return new Row<>(
                13,
                StreamRows.ONE,
                "one TCP stream held at 500 Mbit/s: processor time of each end for each 100 Mbit/s",
                "<= 5 % of a core",
                List.of(new Case<>("up", StreamRows.USUAL, EffortRow::measure)));
    }

    private static Finding measure(Rig rig, Effort effort) throws IOException {
        boolean alone = !Rig.missing(Kind.WIREGUARD).isEmpty();
        List<Kind> kinds = alone ? List.of(Kind.OURS) : List.of(Kind.OURS, Kind.WIREGUARD);
        return Comparison.of(rig, effort, kinds, comparison -> {
            Rounds rounds = comparison.rounds(Load.UP.with("-b", (long) MBPS + "M"));
            String ours = Kind.OURS.name();
            List<Figure> figures = new ArrayList<>();
            for (String value : List.of(Sample.CLIENT_PERCENT, Sample.SERVER_PERCENT)) {
                figures.addAll(rounds.judged(ours, value, "", Bound.atMost(5)));
            }
            figures.add(
                    new Figure("rate reached", rounds.median(ours, Sample.MBPS), "Mbit/s", Bound.atLeast(0.95 * MBPS)));
            return Finding.of(figures, alone ? Rig.missing(Kind.WIREGUARD) : beside(rounds), rounds.details());
        });
    }

    private static String beside(Rounds rounds) {
        String rival = Kind.WIREGUARD.name();
        return String.format(
                Locale.ROOT,
                "%s client %.1f %%, server %.1f %% at %.0f Mbit/s",
                rival,
                rounds.median(rival, Sample.CLIENT_PERCENT),
                rounds.median(rival, Sample.SERVER_PERCENT),
                rounds.median(rival, Sample.MBPS));
    }
}
