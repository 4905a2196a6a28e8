package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.bench.parts.Progress;

/**
 * What contenders came to, one after the other in each round, in reverse order in every other. Confined to one thread.
 */
final class Rounds {
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    /** Runs all. */
    static Rounds run(int count, Progress progress, List<Contender> contenders) throws IOException {
        Rounds rounds = new Rounds();
        contenders.forEach(contender -> rounds.samples.put(contender.name(), new ArrayList<>()));
        for (int round = 1; round <= count; round++) {
            List<Contender> order = new ArrayList<>(contenders);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (Contender contender : order) {
                Sample sample = contender.run().sample();
                rounds.samples.get(contender.name()).add(sample);
                progress.say("  round %d of %d, %s: %s", round, count, contender.name(), sample);
            }
        }
        return rounds;
    }

    /** Of the contenders, in the order in which they were given. */
    List<String> names() {
        return List.copyOf(samples.keySet());
    }

    /** A value of a contender, round by round. */
    List<Double> values(String contender, String value) {
        return samples.get(contender).stream()
                .map(sample -> sample.value(value))
                .toList();
    }

    double median(String contender, String value) {
        return Numbers.median(values(contender, value));
    }

    /** A value of one contender by that of another of the same round, round by round. */
    List<Double> ratios(String of, String by, String value) {
        List<Double> first = values(of, value);
        List<Double> second = values(by, value);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            ratios.add(first.get(i) / second.get(i));
        }
        return ratios;
    }

    /** The median of these ratios beside its bound, and the worst of them. */
    List<Figure> judged(String name, List<Double> ratios, Bound bound) {
        boolean isWorstLeast = bound.sense() != Bound.Sense.AT_MOST;
        double worst = isWorstLeast ? Numbers.least(ratios) : Numbers.most(ratios);
        return List.of(new Figure(name, Numbers.median(ratios), "", bound), Figure.of("worst round", worst, ""));
    }

    /** The median of all of a contender's values beside a bound, and the worst of them. */
    List<Figure> judged(String contender, String value, String unit, Bound bound) {
        List<Double> all = values(contender, value);
        double worst = bound.sense() == Bound.Sense.AT_LEAST ? Numbers.least(all) : Numbers.most(all);
        return List.of(new Figure(value, Numbers.median(all), unit, bound), Figure.of("worst round", worst, unit));
    }

    /** All, for the file of results. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        samples.forEach((name, all) ->
                details.put(name, all.stream().map(Sample::values).toList()));
        return details;
    }

    /**
     * What is measured in each round.
     *
     * @param name unique among them
     * @param run measures it once
     */
    record Contender(String name, Run run) {}

    /** Measures once. */
    @FunctionalInterface
    interface Run {
        Sample sample() throws IOException;
    }
}
