package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.multiwanbond.netlab.lab.WanPlan;

/** Writes {@code docs/performance.md}; what stands between its notes' marks is kept. Confined to one thread. */
final class PerformancePage {
    private static final String NOTES_BEGIN = "<!-- notes: kept when this page is written anew -->";
    private static final String NOTES_END = "<!-- end of notes -->";

    private final Path file;
    private final ResultFolder results;
    private final String build;

    PerformancePage(Path root, ResultFolder results, String build) {
        this.file = root.resolve("docs").resolve("performance.md");
        this.results = results;
        this.build = build;
    }

    void write(List<Row> rows) throws IOException {
        StringBuilder out = new StringBuilder();
        out.append(
                """
                # Performance

                What the bond promises, measured on the built distributions in network namespaces: links by our emulator (100 ms
                drop-tail queue unless said otherwise), the kernel's TCP, no rate configured anywhere. Links are written as Mbit/s / one-way delay
                in ms. *eta* is the goodput of the bond by the sum of what each link carries alone through the same tunnel
                (median of three runs of 10 s); with loss or jitter that of the clean links, less the loss. Where nothing else is said the **worst**
                of all runs is judged, and `iperf3 -O 2` leaves the first two seconds out.

                """);
        out.append("| | |\n|---|---|\n");
        out.append("| Written | ").append(LocalDate.now(ZoneOffset.UTC)).append(" |\n");
        out.append("| Machine | ").append(Machine.hardware()).append(" |\n");
        out.append("| Kernel | ").append(Machine.kernel()).append(" |\n");
        out.append("| JDK | ").append(Machine.jdk()).append(" |\n");
        out.append("| TCP by | ").append(Machine.iperf()).append(" |\n");
        out.append("| Build | ").append(build).append(" (SHA-256 of the two archives) |\n\n");
        out.append("```\n./mwb build\nsudo ./mwb bench bond          # all; finished rows are kept, --fresh discards\n")
                .append("sudo ./mwb bench bond --rows 1,5,9\n```\n\n");
        out.append("Raw figures, second by second, are in `target/bench/bond/`.\n\n");
        out.append("| Row | Links, case | Must be | Is | One link alone | |\n|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            append(out, row);
        }
        appendKinds(out);
        out.append("\n## Notes\n\n")
                .append(NOTES_BEGIN)
                .append(notes())
                .append(NOTES_END)
                .append('\n');
        Files.createDirectories(file.getParent());
        Files.writeString(file, out);
    }

    private void append(StringBuilder out, Row row) throws IOException {
        out.append("| **")
                .append(row.number())
                .append("** | ")
                .append(row.links())
                .append(": ")
                .append(row.what());
        out.append(" | ").append(row.promise()).append(" | | | |\n");
        for (Case part : row.cases()) {
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

    private void append(StringBuilder out, CaseResult result, Case part) {
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

    private String remarks(CaseResult result, Case part) {
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

    private static void appendKinds(StringBuilder out) {
        out.append("\n## The links of row 8\n\n| Link | |\n|---|---|\n");
        for (WanPlan wan : MixedLinks.kinds().values()) {
            out.append("| ")
                    .append(wan.id())
                    .append(" | ")
                    .append(MixedLinks.describe(wan))
                    .append(" |\n");
        }
    }

    private String notes() throws IOException {
        String old = Files.exists(file) ? Files.readString(file) : "";
        int begin = old.indexOf(NOTES_BEGIN);
        int end = old.indexOf(NOTES_END);
        return begin >= 0 && end > begin ? old.substring(begin + NOTES_BEGIN.length(), end) : "\n";
    }
}
