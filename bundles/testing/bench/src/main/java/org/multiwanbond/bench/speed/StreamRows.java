package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.util.List;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.speed.Rounds.Contender;

/** The rows that are transfers by TCP and nothing else. Stateless. */
final class StreamRows {
    static final Effort USUAL = new Effort(5, 8);
    static final String ONE = "one path";

    private static final List<Kind> WITH_WIREGUARD = List.of(Kind.OURS, Kind.WIREGUARD);

    private StreamRows() {}

    static Row<Rig> wireguard() {
        return new Row<>(
                1,
                ONE,
                "one TCP stream, AES-256-GCM",
                ">= 1.3 of wireguard-go, for at most its processor time for each GB",
                List.of(new Case<>("up", USUAL, (rig, effort) -> besideWireguard(rig, effort, Load.UP))));
    }

    private static Finding besideWireguard(Rig rig, Effort effort, Load load) throws IOException {
        return Comparison.of(
                rig,
                effort,
                WITH_WIREGUARD,
                comparison ->
                        comparison.goodputAndEffort(comparison.rounds(load), Bound.atLeast(1.3), Bound.atMost(1)));
    }

    static Row<Rig> openvpn() {
        Case<Rig> up = new Case<>(
                "up",
                USUAL,
                (rig, effort) -> Comparison.of(
                        rig,
                        effort,
                        List.of(Kind.OURS, Kind.OPENVPN),
                        comparison -> comparison.goodput(comparison.rounds(Load.UP), Bound.atLeast(5))));
        return new Row<>(2, ONE, "one TCP stream, AES-256-GCM", ">= 5 of OpenVPN", List.of(up));
    }

    static Row<Rig> paths() {
        return new Row<>(
                4,
                "four paths and one",
                "one TCP stream bonded",
                ">= 0.9 of one path",
                List.of(ours("up", Kind.OURS_4, Kind.OURS, 0.9)));
    }

    static Row<Rig> directions() {
        List<Case<Rig>> cases = List.of(
                new Case<>("reverse", USUAL, (rig, effort) -> besideWireguard(rig, effort, Load.DOWN)),
                besideOneStream("both-directions", Load.BOTH_WAYS),
                besideOneStream("8-streams", Load.UP.with("-P", "8")));
        return new Row<>(
                5,
                ONE,
                "the reverse direction; both at once; 8 streams",
                "as row 1; in sum >= 0.9 of one stream",
                cases);
    }

    private static Case<Rig> besideOneStream(String name, Load load) {
        return new Case<>(
                name,
                USUAL,
                (rig, effort) -> Comparison.of(rig, effort, List.of(Kind.OURS), comparison -> {
                    Rounds rounds = comparison.rounds(List.of(
                            new Contender(name, () -> comparison.tcp(Kind.OURS, load)),
                            new Contender("one-stream", () -> comparison.tcp(Kind.OURS, Load.UP))));
                    List<Double> ratios = rounds.ratios(name, "one-stream", Sample.MBPS);
                    return comparison.finding(rounds, rounds.judged("of one stream", ratios, Bound.atLeast(0.9)));
                }));
    }

    static Row<Rig> fec() {
        return new Row<>(
                7,
                ONE + ", inner MTU 1400",
                "one TCP stream with FEC 10+3",
                ">= 0.7 of that without",
                List.of(ours("up", Kind.OURS_FEC, Kind.OURS_SHORT, 0.7)));
    }

    static Row<Rig> chacha() {
        return new Row<>(
                8,
                ONE,
                "one TCP stream, ChaCha20-Poly1305",
                ">= 0.6 of AES-256-GCM",
                List.of(ours("up", Kind.OURS_CHACHA, Kind.OURS, 0.6)));
    }

    private static Case<Rig> ours(String name, Kind kind, Kind beside, double limit) {
        return new Case<>(
                name,
                USUAL,
                (rig, effort) -> Comparison.of(
                        rig,
                        effort,
                        List.of(kind, beside),
                        comparison -> comparison.goodput(comparison.rounds(Load.UP), Bound.atLeast(limit))));
    }
}
