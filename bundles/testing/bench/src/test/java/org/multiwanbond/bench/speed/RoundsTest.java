package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Progress;
import org.multiwanbond.bench.speed.Rounds.Contender;

class RoundsTest {
    private final List<String> order = new ArrayList<>();

    @Test
    void turnsTheOrderInEveryOtherRound() throws IOException {
        rounds(List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.0));

        assertThat(order).containsExactly("ours", "rival", "rival", "ours", "ours", "rival");
    }

    @Test
    void judgesTheMedianOfTheRatiosOfEachRoundAndTellsTheWorst() throws IOException {
        Rounds rounds = rounds(List.of(200.0, 90.0, 300.0), List.of(100.0, 100.0, 200.0));

        List<Figure> figures = rounds.judged("ratio", rounds.ratios("ours", "rival", Sample.MBPS), Bound.atLeast(1.3));

        assertThat(figures)
                .containsExactly(new Figure("ratio", 1.5, "", Bound.atLeast(1.3)), Figure.of("worst round", 0.9, ""));
    }

    @Test
    void takesTheHighestAsTheWorstWhereLessIsBetter() throws IOException {
        Rounds rounds = rounds(List.of(1.0, 4.0, 2.0), List.of(2.0, 2.0, 2.0));

        assertThat(rounds.judged("ratio", rounds.ratios("ours", "rival", Sample.MBPS), Bound.atMost(1)))
                .extracting(Figure::value)
                .containsExactly(1.0, 2.0);
        assertThat(rounds.judged("ours", Sample.MBPS, "ms", Bound.atMost(5)))
                .extracting(Figure::value)
                .containsExactly(2.0, 4.0);
    }

    @Test
    void missesWhatWasNotMeasured() throws IOException {
        Rounds rounds = rounds(List.of(1.0), List.of(2.0));

        assertThat(rounds.judged("ours", Sample.CPU_PER_GB, "", Bound.atMost(5)))
                .first()
                .matches(figure -> !figure.isGood());
    }

    private Rounds rounds(List<Double> ours, List<Double> rivals) throws IOException {
        PrintStream silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Rounds.run(
                ours.size(), new Progress(silent), List.of(contender("ours", ours), contender("rival", rivals)));
    }

    private Contender contender(String name, List<Double> mbps) {
        Iterator<Double> next = mbps.iterator();
        return new Contender(name, () -> {
            order.add(name);
            return Sample.of(Sample.MBPS, next.next());
        });
    }
}
