package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.speed.Rounds.Contender;
import org.multiwanbond.netlab.lab.Waiter;

/** The first seconds of both ends. Stateless. */
final class WarmUpRow {
    private static final int FIRST_SECONDS = 3;

    /** At the end of the load. */
    private static final int STEADY_SECONDS = 5;

    private static final String RATIO = "of what is steady";
    private static final String FIRST = "seconds 1 to 3";
    private static final String STEADY = "steady";

    private WarmUpRow() {}

    static Row<Rig> row() {
        return new Row<>(
                10,
                StreamRows.ONE,
                "both ends started anew, up, and idle for 8 s or not at all: the first 3 s of one TCP stream",
                ">= 0.5 of what it carries after 30 s",
                List.of(afterIdle("idle-8-s", 8), afterIdle("idle-0-s", 0)));
    }

    private static Case<Rig> afterIdle(String name, int idleSeconds) {
        Effort usual = new Effort(4, 30 + STEADY_SECONDS);
        return new Case<>(name, usual, (rig, effort) -> {
            Contender ours = new Contender("ours", () -> sample(rig, idleSeconds, effort.seconds()));
            Rounds rounds = Rounds.run(effort.runs(), rig.progress(), List.of(ours));
            List<Figure> figures = new ArrayList<>(rounds.judged("ours", RATIO, "", Bound.atLeast(0.5)));
            figures.add(Figure.of(FIRST, rounds.median("ours", FIRST), "Mbit/s"));
            figures.add(Figure.of(STEADY, rounds.median("ours", STEADY), "Mbit/s"));
            return Finding.of(figures, "", rounds.details());
        });
    }

    private static Sample sample(Rig rig, int idleSeconds, int seconds) throws IOException {
        Running running = rig.fresh(Kind.OURS.named("ours-cold"));
        Waiter.pause(Duration.ofSeconds(idleSeconds));
        List<Double> mbps = running.transfers().whole(Load.UP, seconds).serverMbps();
        double first = mean(mbps.subList(0, Math.min(FIRST_SECONDS, mbps.size())));
        int steadySeconds = Math.min(STEADY_SECONDS, 1 + seconds / 8);
        double steady = mean(mbps.subList(Math.max(0, mbps.size() - steadySeconds), mbps.size()));
        return Sample.of(RATIO, first / steady).with(FIRST, first).with(STEADY, steady);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
