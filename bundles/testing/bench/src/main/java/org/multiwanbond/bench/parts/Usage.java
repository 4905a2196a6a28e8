package org.multiwanbond.bench.parts;

import java.util.ArrayList;
import java.util.List;

/**
 * What a program takes. Thread-safe: immutable.
 *
 * @param text for people
 * @param rows there are, sorted
 */
public record Usage(String text, List<Integer> rows) {
    public Usage {
        rows = List.copyOf(rows);
    }

    /** As {@code 1 to 10, 13}. */
    public String rowsText() {
        List<String> ranges = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || rows.get(i) != rows.get(i - 1) + 1) {
                int from = rows.get(first);
                int to = rows.get(i - 1);
                ranges.add(from == to ? "" + from : from + " to " + to);
                first = i;
            }
        }
        return String.join(", ", ranges);
    }
}
