package org.multiwanbond.bench.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

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
public record Options(
        Path root, List<Integer> rows, Optional<Integer> runs, Optional<Integer> seconds, boolean fresh, boolean json) {
    public static Options read(Usage usage, String... arguments) {
        Path root = Path.of("").toAbsolutePath();
        List<Integer> rows = usage.rows();
        Optional<Integer> runs = Optional.empty();
        Optional<Integer> seconds = Optional.empty();
        boolean fresh = false;
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            String option = arguments[i];
            switch (option) {
                case "--fresh" -> fresh = true;
                case "--json" -> json = true;
                case "--rows" -> rows = rows(usage, value);
                case "--runs", "--rounds" -> runs = Optional.of(positive(option, value));
                case "--seconds" -> seconds = Optional.of(positive("--seconds", value));
                case "--root" -> root = Path.of(value).toAbsolutePath();
                default -> throw unknown(usage, arguments[i]);
            }
            i += option.equals("--fresh") || option.equals("--json") ? 0 : 1;
        }
        return new Options(root, rows, runs, seconds, fresh, json);
    }

    /** The effort for a case, shortened or lengthened as asked. */
    public Effort effort(Effort usual) {
        return new Effort(runs.orElse(usual.runs()), seconds.orElse(usual.seconds()));
    }

    private static IllegalArgumentException unknown(Usage usage, String option) {
        return new IllegalArgumentException("There is no option " + option + ".\n" + usage.text());
    }

    private static List<Integer> rows(Usage usage, String text) {
        TreeSet<Integer> rows = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.trim().split("-", 2);
            int first = row(usage, ends[0], part);
            int last = ends.length == 2 ? row(usage, ends[1], part) : first;
            usage.rows().stream().filter(row -> row >= first && row <= last).forEach(rows::add);
        }
        return new ArrayList<>(rows);
    }

    private static int row(Usage usage, String digits, String part) {
        if (!digits.matches("[0-9]{1,2}") || !usage.rows().contains(Integer.parseInt(digits))) {
            throw new IllegalArgumentException("There is no row '" + part + "'. Rows are " + usage.rowsText()
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
