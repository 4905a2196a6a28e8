package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Machine;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.speed.Rounds.Contender;
import org.multiwanbond.netlab.lab.Command;

/** Rows that only tell: other network cards, fewer cores. Stateless. */
final class SurroundingsRows {
    private static final String ALL = "-all-cores";
    private static final String SINGLE = "-one-core";

    private SurroundingsRows() {}

    static Row<Rig> segmentation() {
        return new Row<>(
                14,
                "one path and four, `tx-udp-segmentation off`",
                "one TCP stream where the kernel itself cuts what is sent at once, as for a card that cannot",
                "told only",
                List.of(new Case<>("up", StreamRows.USUAL, SurroundingsRows::withoutSegmentation)));
    }

    private static Finding withoutSegmentation(Rig rig, Effort effort) throws IOException {
        Kind one = Kind.OURS.withoutSegmentation();
        Kind four = Kind.OURS_4.withoutSegmentation();
        Kind rival = Kind.WIREGUARD.withoutSegmentation();
        return Comparison.of(rig, effort, List.of(one, four, rival), comparison -> {
            Rounds rounds = comparison.rounds(Load.UP);
            List<Figure> figures = new ArrayList<>(ratio(rounds, one.name(), rival.name()));
            figures.addAll(ratio(rounds, four.name(), one.name()));
            return comparison.finding(rounds, figures);
        });
    }

    private static List<Figure> ratio(Rounds rounds, String of, String by) {
        return rounds.judged(of + " / " + by, rounds.ratios(of, by, Sample.MBPS), Bound.NONE);
    }

    static Row<Rig> cores() {
        return new Row<>(
                15,
                StreamRows.ONE,
                "one TCP stream with each process of a tunnel held on one core by taskset, and on all",
                "told only",
                List.of(new Case<>("up", StreamRows.USUAL, SurroundingsRows::pinned)));
    }

    private static Finding pinned(Rig rig, Effort effort) throws IOException {
        if (!Machine.has("taskset")) {
            return Finding.skipped("taskset is NOT INSTALLED: apt-get install util-linux.");
        }
        return Comparison.of(rig, effort, List.of(Kind.OURS, Kind.WIREGUARD), comparison -> {
            List<Contender> contenders = new ArrayList<>();
            for (Kind kind : List.of(Kind.OURS, Kind.WIREGUARD)) {
                contenders.add(new Contender(kind + ALL, () -> comparison.tcp(kind, Load.UP)));
                contenders.add(new Contender(kind + SINGLE, () -> onOneCore(comparison, kind)));
            }
            Rounds rounds = comparison.rounds(contenders);
            List<Figure> figures = new ArrayList<>();
            for (Kind kind : List.of(Kind.OURS, Kind.WIREGUARD)) {
                figures.addAll(ratio(rounds, kind + ALL, kind + SINGLE));
            }
            return comparison.finding(rounds, figures);
        });
    }

    private static Sample onOneCore(Comparison comparison, Kind kind) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        Tunnel tunnel = comparison.tunnel(kind).tunnel();
        pin(tunnel.clientPid(), "0");
        pin(tunnel.serverPid(), "" + 1 % cores);
        try {
            return comparison.tcp(kind, Load.UP);
        } finally {
            pin(tunnel.clientPid(), "0-" + (cores - 1));
            pin(tunnel.serverPid(), "0-" + (cores - 1));
        }
    }

    /** Of all threads. */
    private static void pin(long pid, String cores) throws IOException {
        Command.of("taskset", "-a", "-c", "-p", cores, "" + pid).run().orThrow();
    }
}
