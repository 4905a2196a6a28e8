package org.multiwanbond.shell.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table with aligned columns; columns whose header ends in {@code >} are aligned to the right. Confined to one thread. */
public final class Table {
    private static final String RIGHT = ">";

    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headers) {
        this.headers = List.of(headers);
    }

    /** Adds a row; control characters are shown as {@code ?}. */
    public Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(Units.printable(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /** The lines, header first. */
    public List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(line(headers.stream().map(Table::title).toList(), widths));
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        lines.add(String.join("-+-", rule));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }

    private int[] widths() {
        int[] widths =
                headers.stream().mapToInt(header -> title(header).length()).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - cells.get(i).length());
            padded.add(headers.get(i).endsWith(RIGHT) ? space + cells.get(i) : cells.get(i) + space);
        }
        return padded.stream().collect(Collectors.joining(" | ")).stripTrailing();
    }

    private static String title(String header) {
        return header.endsWith(RIGHT) ? header.substring(0, header.length() - 1) : header;
    }
}
