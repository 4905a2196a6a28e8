package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.speed.Rounds.Contender;

/** The highest rate of datagrams that arrive. Stateless. */
final class DatagramRow {
    private static final List<Kind> KINDS = List.of(Kind.OURS, Kind.WIREGUARD);

    /** Of one trial; a search makes about ten. */
    private static final Effort USUAL = new Effort(4, 3);

    /** What Linux allowed by default for long. */
    private static final int LEAST_SOCKET_BYTES = 212_992;

    private DatagramRow() {}

    static Row<Rig> row() {
        return new Row<>(
                3,
                StreamRows.ONE,
                "UDP of 1300 octets, the highest rate found at which at most 0.1 % is lost",
                ">= 1.5 of wireguard-go",
                List.of(new Case<>("up", USUAL, DatagramRow::measure)));
    }

    private static Finding measure(Rig rig, Effort effort) throws IOException {
        return Comparison.of(rig, effort, KINDS, comparison -> {
            if (Transfers.socketBytes() < LEAST_SOCKET_BYTES) {
                return Finding.skipped("net.core.rmem_max or wmem_max allows " + Transfers.socketBytes()
                        + " octets only: iperf3 itself would lose what it is to count.");
            }
            Map<Kind, Double> near = new HashMap<>();
            Rounds rounds = comparison.rounds(KINDS.stream()
                    .map(kind -> new Contender(kind.name(), () -> highest(comparison, kind, near)))
                    .toList());
            String ours = Kind.OURS.name();
            String rival = Kind.WIREGUARD.name();
            List<Figure> figures = new ArrayList<>(
                    rounds.judged(ours + " / " + rival, rounds.ratios(ours, rival, Sample.MBPS), Bound.atLeast(1.5)));
            figures.add(Figure.of(ours, rounds.median(ours, Sample.MBPS), "Mbit/s"));
            figures.add(Figure.of("socket buffers", Transfers.socketBytes() / 1024.0, "KiB"));
            String beside = String.format(Locale.ROOT, "%s %.0f Mbit/s", rival, rounds.median(rival, Sample.MBPS));
            return Finding.of(figures, beside, rounds.details());
        });
    }

    private static Sample highest(Comparison comparison, Kind kind, Map<Kind, Double> near) throws IOException {
        Transfers transfers = comparison.tunnel(kind).transfers();
        double mbps = RateSearch.highestMbps(
                rate -> transfers.sentWithoutLossMbps(rate, comparison.seconds()), near.getOrDefault(kind, 0.0));
        near.put(kind, mbps);
        return Sample.of(Sample.MBPS, mbps);
    }
}
