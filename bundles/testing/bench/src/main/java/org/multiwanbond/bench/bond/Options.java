package org.multiwanbond.bench.bond;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a person asked for. Thread-safe: immutable.
 *
 * @param root the folder with karaf-distribution/
 * @param rows numbers, sorted
 * @param runs instead of each case's own
 * @param seconds instead of each case's own
 * @param fresh whether earlier results of these rows are discarded
 * @param json whether the last line is JSON
 */
record Options(
        Path root, List<Integer> rows, Optional<Integer> runs, Optional<Integer> seconds, boolean fresh, boolean json) {
    static final String USAGE =
            """
            Usage: bench bond [--rows 1,5,7-9] [--runs N] [--seconds S] [--fresh] [--json] [--root DIR]

              --rows     which rows of the table (default: all, 0 to 15); finished ones are kept and not measured again
              --runs     repetitions instead of each row's own (row 9: cuts)
              --seconds  length of a run instead of each row's own
              --fresh    discards what was kept of these rows
              --json     the last line of stdout is the result as JSON; progress goes to stderr
              --root     the folder with karaf-distribution/, where target/bench/bond/ and docs/performance.md are
                         written (default: here)
            """;

    private static final int LAST_ROW = 15;

    static Options read(String... arguments) {
        Path root = Path.of("").toAbsolutePath();
        List<Integer> rows = IntStream.rangeClosed(0, LAST_ROW).boxed().toList();
        Optional<Integer> runs = Optional.empty();
        Optional<Integer> seconds = Optional.empty();
        boolean fresh = false;
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--fresh" -> fresh = true;
                case "--json" -> json = true;
                case "--rows" -> rows = rows(value);
                case "--runs" -> runs = Optional.of(positive("--runs", value));
                case "--seconds" -> seconds = Optional.of(positive("--seconds", value));
                case "--root" -> root = Path.of(value).toAbsolutePath();
                default -> throw new IllegalArgumentException("There is no option " + arguments[i] + ".\n" + USAGE);
            }
            i += arguments[i].equals("--fresh") || arguments[i].equals("--json") ? 0 : 1;
        }
        return new Options(root, rows, runs, seconds, fresh, json);
    }

    /** The effort for a case, shortened or lengthened as asked. */
    Effort effort(Effort usual) {
        return new Effort(runs.orElse(usual.runs()), seconds.orElse(usual.seconds()));
    }

    private static List<Integer> rows(String text) {
        TreeSet<Integer> rows = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.trim().split("-", 2);
            int first = row(ends[0], part);
            int last = ends.length == 2 ? row(ends[1], part) : first;
            IntStream.rangeClosed(first, last).forEach(rows::add);
        }
        return new ArrayList<>(rows);
    }

    private static int row(String digits, String part) {
        if (!digits.matches("[0-9]{1,2}") || Integer.parseInt(digits) > LAST_ROW) {
            throw new IllegalArgumentException("There is no row '" + part + "'. Rows are 0 to " + LAST_ROW
                    + "; --rows takes numbers and ranges between commas, such as 1,5,7-9.");
        }
        return Integer.parseInt(digits);
    }

    private static int positive(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(option + " takes a whole number above 0, was '" + text + "'.");
        }
        return Integer.parseInt(text);
    }
}
