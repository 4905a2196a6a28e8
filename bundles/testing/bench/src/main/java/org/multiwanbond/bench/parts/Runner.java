package org.multiwanbond.bench.parts;

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

/** Measures the rows of a table that were asked for, keeps what is finished and writes the page. Confined to one thread. */
public final class Runner<S extends Subject> {
    /** Of the processors, before a case begins; above it somebody else is at work. */
    private static final double BUSY = 0.3;

    private final Options options;
    private final Table<S> table;
    private final Progress progress;
    private final String build;
    private final ResultFolder results;
    private final PerformancePage page;
    private final String lacking;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Runner(Options options, Table<S> table) throws IOException {
        this.options = options;
        this.table = table;
        this.progress = new Progress(options.json() ? System.err : System.out);
        this.build = Machine.build(options.root());
        this.results = new ResultFolder(options.root(), table.name());
        this.page = new PerformancePage(options.root(), results, build);
        this.lacking = lacking();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ended.set(true), "ended"));
    }

    /** Does all of a program with these arguments; answers its exit code. */
    public static <S extends Subject> int run(Usage usage, Table<S> table, String... arguments) {
        try {
            if (List.of(arguments).contains("--help")) {
                System.out.print(usage.text());
                return 0;
            }
            new Runner<>(Options.read(usage, arguments), table).run();
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("The bench failed: " + e.getMessage());
            return 1;
        }
    }

    private void run() throws IOException {
        List<CaseResult> done = new ArrayList<>();
        try (S subject = table.opener().open(options.root(), progress)) {
            for (Row<S> row : table.rows()) {
                if (!options.rows().contains(row.number())) {
                    continue;
                }
                progress.say("row %d: %s: %s, %s", row.number(), row.links(), row.what(), row.promise());
                for (Case<S> part : row.cases()) {
                    done.add(measure(subject, row, part));
                    page.write(table);
                }
            }
        }
        tell(done);
        if (options.json()) {
            System.out.println(JsonText.of(json(done)));
        }
    }

    private CaseResult measure(S subject, Row<S> row, Case<S> part) throws IOException {
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
            progress.say("  this machine is %.0f %% busy with other things: figures will suffer", 100 * busy);
        }
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Finding finding = find(subject, row, part, effort).with("busyBefore", busy);
        CaseResult result = new CaseResult(row.number(), part.name(), finding, effort, build, now);
        if (ended.get()) {
            // What ended with the lab says nothing of the product.
            throw new LabException("It was ended during row " + row.number() + "; finished cases are kept.");
        }
        results.keep(result);
        progress.say(" %s: %s", part.name(), line(result));
        return result;
    }

    private Finding find(S subject, Row<S> row, Case<S> part, Effort effort) {
        if (!lacking.isEmpty() && !table.anywhere().contains(row.number())) {
            return Finding.skipped(lacking);
        }
        try {
            return part.measurement().measure(subject, effort);
        } catch (IOException | RuntimeException e) {
            subject.stop();
            return Finding.broken("Could not be measured: " + e.getMessage());
        }
    }

    private String lacking() {
        for (String program : table.programs()) {
            if (!Machine.has(program)) {
                return program + " is missing; ./mwb bench " + table.name() + " says how to install it.";
            }
        }
        return Lab.obstacle();
    }

    private static String line(CaseResult result) {
        Finding finding = result.finding();
        List<String> figures = finding.figures().stream().map(Figure::toString).toList();
        String alone = finding.alone().isEmpty() ? "" : " | beside: " + finding.alone();
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
