package org.multiwanbond.bench.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a table's section of {@code docs/performance.md}, between marks of its own; all else of the page is kept. Confined
 * to one thread.
 */
public final class PerformancePage {
    private static final String NEW_PAGE =
            """
            # Performance

            ## Notes

            <!-- notes: kept when a table is written anew -->
            <!-- end of notes -->
            """;

    private static final String NOTES = "## Notes\n";

    private final Path file;
    private final ResultFolder results;
    private final String build;

    public PerformancePage(Path root, ResultFolder results, String build) {
        this.file = root.resolve("docs").resolve("performance.md");
        this.results = results;
        this.build = build;
    }

    public void write(Table<?> table) throws IOException {
        String begin = "<!-- " + table.name() + ": written by ./mwb bench " + table.name() + " -->\n";
        String end = "<!-- end of " + table.name() + " -->\n";
        String section = begin + section(table) + end;
        String old = Files.exists(file) ? Files.readString(file) : NEW_PAGE;
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        Files.createDirectories(file.getParent());
        if (from >= 0 && to > from) {
            Files.writeString(file, old.substring(0, from) + section + old.substring(to + end.length()));
        } else {
            int notes = old.indexOf(NOTES);
            int at = notes < 0 ? old.length() : notes;
            Files.writeString(file, old.substring(0, at) + section + "\n" + old.substring(at));
        }
    }

    private String section(Table<?> table) throws IOException {
        Section words = table.section();
        StringBuilder out = new StringBuilder();
        out.append("## ").append(words.heading()).append("\n\n");
        out.append(words.introduction()).append("\n| | |\n|---|---|\n");
        out.append("| Written | ").append(LocalDate.now(ZoneOffset.UTC)).append(" |\n");
        out.append("| Machine | ").append(Machine.hardware()).append(" |\n");
        out.append("| Kernel | ").append(Machine.kernel()).append(" |\n");
        out.append("| JDK | ").append(Machine.jdk()).append(" |\n");
        out.append("| TCP by | ").append(Machine.iperf()).append(" |\n");
        words.facts().forEach(fact -> out.append("| ").append(fact).append(" |\n"));
        out.append("| Build | ").append(build).append(" (SHA-256 of the two archives) |\n\n");
        out.append("```\n").append(words.commands()).append("```\n\n");
        out.append("Raw figures are in `target/bench/").append(table.name()).append("/`.\n\n");
        out.append("| Row | Links, case | Must be | Is | ")
                .append(words.column())
                .append(" | |\n");
        out.append("|---|---|---|---|---|---|\n");
        for (Row<?> row : table.rows()) {
            append(out, row);
        }
        return out.append(words.appendix()).toString();
    }

    private void append(StringBuilder out, Row<?> row) throws IOException {
        out.append("| **")
                .append(row.number())
                .append("** | ")
                .append(row.links())
                .append(": ")
                .append(row.what());
        out.append(" | ").append(row.promise()).append(" | | | |\n");
        for (Case<?> part : row.cases()) {
            Optional<CaseResult> result = results.find(row.number(), part.name());
            out.append("| ")
                    .append(row.number())
                    .append(" | ")
                    .append(part.name())
                    .append(" | ");
            if (result.isEmpty()) {
                out.append("| not run | | not run |\n");
            } else {
                append(out, result.get(), part);
            }
        }
    }

    private void append(StringBuilder out, CaseResult result, Case<?> part) {
        Finding finding = result.finding();
        out.append(text(finding, Bound.Sense.NONE, false)).append(" | ");
        out.append(text(finding, Bound.Sense.NONE, true))
                .append(remarks(result, part))
                .append(" | ");
        out.append(finding.alone()).append(" | ").append(finding.verdict()).append(" |\n");
    }

    /** The bounds, or the figures with those that are judged in bold. */
    private static String text(Finding finding, Bound.Sense told, boolean values) {
        return finding.figures().stream()
                .filter(figure -> values || figure.bound().sense() != told)
                .map(figure -> values ? value(figure) : figure.name() + " " + figure.bound() + unit(figure))
                .collect(Collectors.joining("; "));
    }

    private static String value(Figure figure) {
        String text = Figure.text(figure.value());
        boolean judged = figure.bound().sense() != Bound.Sense.NONE;
        return figure.name() + " " + (judged ? "**" + text + "**" : text) + unit(figure);
    }

    private static String unit(Figure figure) {
        return figure.unit().isEmpty() ? "" : " " + figure.unit();
    }

    private String remarks(CaseResult result, Case<?> part) {
        StringBuilder out = new StringBuilder();
        if (!result.finding().remark().isEmpty()) {
            out.append(" ").append(result.finding().remark());
        }
        if (!result.effort().covers(part.usual())) {
            out.append(" (shortened: ")
                    .append(result.effort())
                    .append(" instead of ")
                    .append(part.usual())
                    .append(")");
        }
        if (!result.build().equals(build)) {
            out.append(" (build ")
                    .append(result.build())
                    .append(", ")
                    .append(result.date(), 0, 10)
                    .append(")");
        }
        return out.toString();
    }
}
