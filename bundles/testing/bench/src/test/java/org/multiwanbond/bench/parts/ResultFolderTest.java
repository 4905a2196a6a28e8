package org.multiwanbond.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    private static final Row<Subject> ROW = new Row<>(
            1,
            "50/10",
            "one stream",
            "eta >= 0.95",
            List.of(
                    new Case<>("up", new Effort(5, 30), (subject, effort) -> Finding.skipped("")),
                    new Case<>("down", new Effort(5, 30), (subject, effort) -> Finding.skipped(""))));

    @TempDir
    private Path root;

    @Test
    void readsBackWhatItKeptButTheDetails() throws IOException {
        ResultFolder folder = new ResultFolder(root, "trial");

        folder.keep(result(0.9512, Double.NaN));

        CaseResult kept = folder.find(1, "up").orElseThrow();
        assertThat(kept.finding().figures()).containsExactlyElementsOf(figures(0.9512, Double.NaN));
        assertThat(kept.effort()).isEqualTo(new Effort(5, 30));
        assertThat(kept.finding().alone()).isEqualTo("45.6 \"Mbit/s\"");
        assertThat(folder.find(1, "down")).isEmpty();
    }

    @Test
    void forgetsWhatIsDiscarded() throws IOException {
        ResultFolder folder = new ResultFolder(root, "trial");
        folder.keep(result(1, 1));

        folder.discard(1, "up");

        assertThat(folder.find(1, "up")).isEmpty();
    }

    @Test
    void judgesByTheBoundAndMissesWhatIsUnknown() {
        assertThat(result(0.95, 1).finding().verdict()).isEqualTo("met");
        assertThat(result(0.9499, 1).finding().verdict()).isEqualTo("missed");
        assertThat(result(Double.NaN, 1).finding().verdict()).isEqualTo("missed");
        assertThat(Finding.skipped("no iperf3").verdict()).isEqualTo("skipped");
        assertThat(Finding.of(List.of(Figure.of("told", 1, "")), "", Map.of()).verdict())
                .isEqualTo("told");
        assertThat(Finding.broken("no tunnel").verdict()).isEqualTo("missed");
    }

    @Test
    void writesAPageThatSaysWhatWasNotRunAndKeepsTheNotes() throws IOException {
        ResultFolder folder = new ResultFolder(root, "trial");
        folder.keep(result(0.961, 12));
        PerformancePage page = new PerformancePage(root, folder, "b1");
        page.write(table("trial"));
        Path file = root.resolve("docs").resolve("performance.md");
        String begin = "when a table is written anew -->";
        Files.writeString(file, Files.readString(file).replace(begin, begin + "\nRow 1 is limited by the CPU.\n"));

        page.write(table("trial"));

        assertThat(Files.readString(file))
                .contains("| 1 | up | eta >= 0.95 | eta **0.961**; worst 12 Mbit/s | 45.6 \"Mbit/s\" | met |")
                .contains("| 1 | down | | not run | | not run |")
                .containsOnlyOnce("Row 1 is limited by the CPU.");
    }

    @Test
    void saysThatAResultIsShortenedOrOfAnotherBuild() throws IOException {
        ResultFolder folder = new ResultFolder(root, "trial");
        CaseResult full = result(1, 1);
        folder.keep(new CaseResult(1, "up", full.finding(), new Effort(1, 4), "b0", full.date()));

        new PerformancePage(root, folder, "b1").write(table("trial"));

        assertThat(Files.readString(root.resolve("docs").resolve("performance.md")))
                .contains("(shortened: 1 x 4 s instead of 5 x 30 s) (build b0, 2026-11-22)");
    }

    @Test
    void leavesTheSectionsOfOtherTablesAlone() throws IOException {
        PerformancePage page = new PerformancePage(root, new ResultFolder(root, "trial"), "b1");
        page.write(table("trial"));
        page.write(table("other"));

        page.write(table("trial"));

        assertThat(Files.readString(root.resolve("docs").resolve("performance.md")))
                .containsOnlyOnce("<!-- trial: written by ./mwb bench trial -->")
                .containsOnlyOnce("<!-- other: written by ./mwb bench other -->")
                .containsOnlyOnce("## Notes")
                .contains("| Rival | 1.0 |", "| Row | Links, case | Must be | Is | Beside | |")
                .startsWith("# Performance\n");
    }

    private static Table<Subject> table(String name) {
        Section section = new Section("Trial", "How.\n", "./try\n", List.of("Rival | 1.0"), "Beside", "");
        return new Table<>(name, List.of(ROW), Set.of(), List.of(), section, (root, progress) -> () -> {});
    }

    private static CaseResult result(double eta, double mbps) {
        Finding finding = Finding.of(figures(eta, mbps), "45.6 \"Mbit/s\"", Map.of("runs", List.of(1.5, 2.5)));
        return new CaseResult(1, "up", finding, new Effort(5, 30), "b1", "2026-11-22T18:00:00Z");
    }

    private static List<Figure> figures(double eta, double mbps) {
        return List.of(new Figure("eta", eta, "", Bound.atLeast(0.95)), Figure.of("worst", mbps, "Mbit/s"));
    }
}
