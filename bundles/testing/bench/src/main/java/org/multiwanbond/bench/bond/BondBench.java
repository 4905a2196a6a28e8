package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.LabException;

/** What {@code ./mwb bench bond} runs: the table of promises on the built distributions. */
public final class BondBench {
    /** Rows that need no namespaces and no iperf3. */
    private static final List<Integer> UNIT_TESTS = List.of(12, 14);

    /** Of the processors, before a case begins; above it somebody else is at work. */
    private static final double BUSY = 0.3;

    private final Options options;
    private final Progress progress;
    private final String build;
    private final ResultFolder results;
    private final PerformancePage page;
    private final String lacking;
    private final AtomicBoolean ended = new AtomicBoolean();

    private BondBench(Options options) throws IOException {
        this.options = options;
        this.progress = new Progress(options.json() ? System.err : System.out);
        this.build = Machine.build(options.root());
        this.results = new ResultFolder(options.root());
        this.page = new PerformancePage(options.root(), results, build);
        this.lacking = lacking();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ended.set(true), "ended"));
    }

    /** See the usage. */
    public static void main(String[] arguments) {
        try {
            if (List.of(arguments).contains("--help")) {
                System.out.print(Options.USAGE);
                System.exit(0);
            }
            new BondBench(Options.read(arguments)).run();
            System.exit(0);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("The bench failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException {
        List<Row> rows = Table.rows().stream()
                .filter(row -> options.rows().contains(row.number()))
                .toList();
        List<CaseResult> done = new ArrayList<>();
        try (Bench bench = new Bench(options.root(), progress)) {
            for (Row row : rows) {
                progress.say("row %d: %s: %s, %s", row.number(), row.links(), row.what(), row.promise());
                for (Case part : row.cases()) {
                    done.add(measure(bench, row, part));
                    page.write(Table.rows());
                }
            }
        }
        tell(done);
        if (options.json()) {
            System.out.println(JsonText.of(json(done)));
        }
    }

    private CaseResult measure(Bench bench, Row row, Case part) throws IOException {
        Effort effort = options.effort(part.usual());
        if (options.fresh()) {
            results.discard(row.number(), part.name());
        }
        Optional<CaseResult> kept = results.find(row.number(), part.name());
        if (kept.isPresent()
                && kept.get().finding().remark().isEmpty()
                && kept.get().effort().covers(effort)) {
            progress.say(" %s: kept from %s, %s", part.name(), kept.get().date(), line(kept.get()));
            return kept.get();
        }
        progress.say(" %s, %s", part.name(), effort);
        double busy = Machine.busyRatio();
        if (busy > BUSY) {
            progress.say(
                    "  this machine is %.0f %% busy with other things: figures will be worse than the bond",
                    100 * busy);
        }
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        CaseResult result = new CaseResult(
                row.number(), part.name(), find(bench, row, part, effort).with("busyBefore", busy), effort, build, now);
        if (ended.get()) {
            // What ended with the lab says nothing of the bond.
            throw new LabException("It was ended during row " + row.number() + "; finished cases are kept.");
        }
        results.keep(result);
        progress.say(" %s: %s", part.name(), line(result));
        return result;
    }

    private Finding find(Bench bench, Row row, Case part, Effort effort) {
        if (!lacking.isEmpty() && !UNIT_TESTS.contains(row.number())) {
            return Finding.skipped(lacking);
        }
        try {
            return part.measurement().measure(bench, effort);
        } catch (IOException | RuntimeException e) {
            bench.stopBond();
            return Finding.broken("Could not be measured: " + e.getMessage());
        }
    }

    private static String lacking() {
        for (String program : List.of("ip", "ss", "iperf3", "ping")) {
            if (!Machine.has(program)) {
                return program + " is missing; ./mwb bench bond says how to install it.";
            }
        }
        return Lab.obstacle();
    }

    private static String line(CaseResult result) {
        Finding finding = result.finding();
        List<String> figures = finding.figures().stream().map(Figure::toString).toList();
        String alone = finding.alone().isEmpty() ? "" : " | alone: " + finding.alone();
        return finding.verdict() + " | " + String.join("; ", figures) + alone
                + (finding.remark().isEmpty() ? "" : " | " + finding.remark());
    }

    private void tell(List<CaseResult> done) {
        progress.print("");
        for (CaseResult result : done) {
            progress.print(String.format("%2d %-22s %s", result.row(), result.name(), line(result)));
        }
        progress.print("\nResults: " + results + "; page: docs/performance.md");
    }

    private Map<String, Object> json(List<CaseResult> done) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("build", build);
        json.put("cases", done.stream().map(CaseResult::brief).toList());
        return json;
    }
}
