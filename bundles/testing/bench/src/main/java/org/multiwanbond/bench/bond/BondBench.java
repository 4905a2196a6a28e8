package org.multiwanbond.bench.bond;

import java.util.stream.IntStream;
import org.multiwanbond.bench.parts.Runner;
import org.multiwanbond.bench.parts.Usage;

/** What {@code ./mwb bench bond} runs: the table of promises on the built distributions. */
public final class BondBench {
    static final Usage USAGE = new Usage(
            """
            Usage: bench bond [--rows 1,5,7-9] [--runs N] [--seconds S] [--fresh] [--json] [--root DIR]

              --rows     which rows of the table (default: all, 0 to 15); finished ones are kept and not measured again
              --runs     repetitions instead of each row's own (row 9: cuts)
              --seconds  length of a run instead of each row's own
              --fresh    discards what was kept of these rows
              --json     the last line of stdout is the result as JSON; progress goes to stderr
              --root     the folder with karaf-distribution/, where target/bench/bond/ and docs/performance.md are
                         written (default: here)
            """,
            IntStream.rangeClosed(0, 15).boxed().toList());

    private BondBench() {}

    /** See the usage. */
    public static void main(String[] arguments) {
        System.exit(Runner.run(USAGE, BondTable.table(), arguments));
    }
}
