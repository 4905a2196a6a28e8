package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Machine;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.bench.parts.Pings;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.speed.Rounds.Contender;
import org.multiwanbond.netlab.lab.Waiter;

/** What the tunnel adds to a round trip. Stateless. */
final class PingRow {
    private static final List<Kind> KINDS = List.of(Kind.OURS, Kind.WIREGUARD);
    private static final Duration DISTANCE = Duration.ofMillis(10);
    private static final int IDLE_PINGS = 300;

    /** Of the transfer, before the first ping and behind the last. */
    private static final int MARGIN_SECONDS = 1;

    private static final String PLAIN = "cable ms";
    private static final String ADDED = "added ms";
    private static final String LOADED = "p99 under load ms";

    private PingRow() {}

    static Row<Rig> row() {
        return new Row<>(
                6,
                StreamRows.ONE,
                "ping every 10 ms: what an idle tunnel adds to the median; p99 beside one TCP stream",
                "both at most wireguard-go's",
                List.of(new Case<>("ping", new Effort(5, 6), PingRow::measure)));
    }

    private static Finding measure(Rig rig, Effort effort) throws IOException {
        if (!Machine.has("ping")) {
            return Finding.skipped("ping is NOT INSTALLED: apt-get install iputils-ping.");
        }
        return Comparison.of(rig, effort, KINDS, comparison -> {
            Rounds rounds = comparison.rounds(KINDS.stream()
                    .map(kind -> new Contender(kind.name(), () -> sample(comparison.tunnel(kind), effort.seconds())))
                    .toList());
            String ours = Kind.OURS.name();
            String rival = Kind.WIREGUARD.name();
            List<Figure> figures = new ArrayList<>();
            for (String value : List.of(ADDED, LOADED)) {
                String name = value.replace(" ms", "") + " by that of " + rival;
                figures.addAll(rounds.judged(name, rounds.ratios(ours, rival, value), Bound.atMost(1)));
                figures.add(Figure.of(value.replace(" ms", ""), rounds.median(ours, value), "ms"));
            }
            figures.add(Figure.of("the cable alone", rounds.median(ours, PLAIN), "ms"));
            String beside = String.format(
                    Locale.ROOT,
                    "%s adds %.3f ms, p99 %.1f ms",
                    rival,
                    rounds.median(rival, ADDED),
                    rounds.median(rival, LOADED));
            return Finding.of(figures, beside, rounds.details());
        });
    }

    private static Sample sample(Running running, int seconds) throws IOException {
        double plainMs = Numbers.median(pings(running, Field.SERVER_OUTSIDE, IDLE_PINGS));
        double idleMs = Numbers.median(pings(running, running.tunnel().serverInside(), IDLE_PINGS));
        CompletableFuture<Sample> load = running.transfers().start(Load.UP, seconds + 2 * MARGIN_SECONDS);
        Waiter.pause(Duration.ofSeconds(Transfers.SKIPPED_SECONDS + MARGIN_SECONDS));
        int count = (int) (seconds * 1_000L / DISTANCE.toMillis());
        List<Double> loadedMs = pings(running, running.tunnel().serverInside(), count);
        double mbps = load.join().value(Sample.MBPS);
        return Sample.of(PLAIN, plainMs)
                .with(ADDED, idleMs - plainMs)
                .with(LOADED, Numbers.quantile(loadedMs, 0.99))
                .with(Sample.MBPS, mbps);
    }

    private static List<Double> pings(Running running, String to, int count) throws IOException {
        return Pings.rttMs(running.tunnel().field().client(), to, count, DISTANCE);
    }
}
