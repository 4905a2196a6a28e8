package org.multiwanbond.bench.speed;

import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.parts.Runner;
import org.multiwanbond.bench.parts.Usage;

/** What {@code ./mwb bench speed} runs: the built distributions beside other tunnels where no link limits them. */
public final class SpeedBench {
    private static final Usage USAGE = new Usage(
            """
            Usage: bench speed [--rows 1,5,7-9] [--rounds N] [--seconds S] [--fresh] [--json] [--root DIR]

              --rows     which rows of the table (default: all, 1 to 10 and 13 to 15); finished ones are kept and not
                         measured again
              --rounds   in which all contenders take their turn, instead of each row's own number
              --seconds  length of a transfer instead of each row's own
              --fresh    discards what was kept of these rows
              --json     the last line of stdout is the result as JSON; progress goes to stderr
              --root     the folder with karaf-distribution/, where target/bench/speed/ and docs/performance.md are
                         written (default: here)

            WIREGUARD_GO=PATH measures beside another wireguard-go than the one installed.
            """,
            SpeedTable.rows().stream().map(Row::number).toList());

    private SpeedBench() {}

    /** See the usage. */
    public static void main(String[] arguments) {
        System.exit(Runner.run(USAGE, SpeedTable.table(), arguments));
    }
}
