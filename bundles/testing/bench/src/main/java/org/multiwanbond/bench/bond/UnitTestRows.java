package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Case;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Outcome;

/** The rows that unit tests prove; they are run and counted. Stateless. */
final class UnitTestRows {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Effort ONCE = new Effort(1, 1);
    private static final Pattern COUNT = Pattern.compile("(tests|failures|errors|skipped)=\"([0-9]+)\"");

    private UnitTestRows() {}

    static Row<Bench> balancers() {
        List<Case<Bench>> cases = List.of(new Case<>(
                "unit-tests",
                ONCE,
                (bench, effort) -> run(bench, "bundles/plugins/balancers", "**/balancer/**/*Test")));
        return new Row<>(
                12,
                "simulated",
                "each balancer by its own definition (unit tests of `bundles/plugins/balancers`)",
                "share error <= 2 % over 10 000 packets; none sends on a SUSPECT path",
                cases);
    }

    static Row<Bench> fec() {
        List<Case<Bench>> cases = List.of(
                new Case<>("engine", ONCE, (bench, effort) -> run(bench, "bundles/core/engine", "*Fec*Test")),
                new Case<>(
                        "codecs", ONCE, (bench, effort) -> run(bench, "bundles/plugins/codecs", "**/codec/**/*Test")));
        return new Row<>(
                14,
                "3 simulated links",
                "FEC 10+3: any 3 of 13 lost, 4 lost (unit tests of `bundles/core/engine` and `bundles/plugins/codecs`)",
                "all recovered; never a wrong packet",
                cases);
    }

    private static Finding run(Bench bench, String module, String tests) throws IOException {
        Path folder = bench.root().resolve(module).toAbsolutePath().normalize();
        if (!Files.exists(folder.resolve("pom.xml"))) {
            return Finding.skipped("There is no " + module + " in this tree.");
        }
        FileTime start = FileTime.fromMillis(System.currentTimeMillis() - 1_000);
        Command maven = Command.of(
                "mvn",
                "-B",
                "-q",
                "-f",
                bench.root().resolve("pom.xml").toString(),
                "-pl",
                modules(module, folder),
                "-am",
                "-Dtest=" + tests,
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dspotless.check.skip",
                "-Dcheckstyle.skip",
                "package");
        Outcome outcome = maven.run(LIMIT);
        int[] count = count(folder, start);
        if (outcome.succeeded() && count[0] == 0) {
            return Finding.skipped("There is no test " + tests + " in " + module + " yet.");
        }
        bench.progress().say("  %s: %d tests, %d failed", module, count[0], count[1]);
        List<Figure> figures = List.of(
                Figure.of("tests", count[0], ""),
                new Figure("failed", count[1], "", Bound.atMost(0)),
                new Figure("exit code of mvn", outcome.exitCode(), "", Bound.atMost(0)));
        return Finding.of(figures, "", Map.of("command", outcome.command(), "output", tail(outcome.out())));
    }

    /** The folder itself, or all modules below it, as Maven wants them named. */
    private static String modules(String module, Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            String below = children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .map(child -> module + "/" + child.getFileName())
                    .sorted()
                    .collect(Collectors.joining(","));
            return below.isEmpty() ? module : below;
        }
    }

    /** Tests and failures of all reports written since. */
    private static int[] count(Path folder, FileTime since) throws IOException {
        int[] count = new int[2];
        List<Path> reports;
        try (Stream<Path> files = Files.walk(folder)) {
            reports = files.filter(file -> file.getFileName().toString().matches("TEST-.*Test\\.xml"))
                    .toList();
        }
        for (Path report : reports) {
            if (Files.getLastModifiedTime(report).compareTo(since) < 0) {
                continue;
            }
            Map<String, Integer> values = attributes(Files.readString(report));
            count[0] += values.getOrDefault("tests", 0);
            count[1] += values.getOrDefault("failures", 0) + values.getOrDefault("errors", 0);
        }
        return count;
    }

    private static Map<String, Integer> attributes(String report) {
        int from = report.indexOf("<testsuite ");
        Map<String, Integer> values = new HashMap<>();
        if (from >= 0) {
            Matcher matcher = COUNT.matcher(report.substring(from, report.indexOf('>', from)));
            while (matcher.find()) {
                values.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
            }
        }
        return values;
    }

    private static String tail(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
