package org.multiwanbond.bench.parts;

import java.util.List;

/**
 * The words of a table's part of the page. Thread-safe: immutable.
 *
 * @param heading its heading
 * @param introduction how it is measured
 * @param commands that measure it
 * @param facts further lines of what was used, as {@code name | value}
 * @param column heading of what figures are compared with
 * @param appendix behind the table, or empty
 */
public record Section(
        String heading, String introduction, String commands, List<String> facts, String column, String appendix) {
    public Section {
        facts = List.copyOf(facts);
    }
}
