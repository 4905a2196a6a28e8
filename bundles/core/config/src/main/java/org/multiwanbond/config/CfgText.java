package org.multiwanbond.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The text of a configuration file (the format of java.util.Properties), changed line by line: comments, order and
 * everything not asked for stay as a person wrote them. Confined to one thread.
 */
final class CfgText {
    /** A line as it is continued by {@code \} over several; {@code key} is empty for comments and empty lines. */
    private record Line(String key, String text) {}

    private final List<Line> lines = new ArrayList<>();

    CfgText(String text) {
        StringBuilder logical = new StringBuilder();
        for (String physical : text.isEmpty() ? new String[0] : text.split("\\R", -1)) {
            logical.append(physical);
            if (isContinued(physical) && !isComment(logical)) {
                logical.append('\n');
            } else {
                lines.add(line(logical.toString()));
                logical.setLength(0);
            }
        }
        if (!logical.isEmpty()) {
            lines.add(line(logical.toString()));
        }
        if (!lines.isEmpty() && lines.get(lines.size() - 1).text.isEmpty()) {
            lines.remove(lines.size() - 1);
        }
    }

    private static boolean isContinued(String physical) {
        int backslashes = 0;
        while (backslashes < physical.length() && physical.charAt(physical.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static boolean isComment(CharSequence line) {
        String start = line.toString().stripLeading();
        return start.startsWith("#") || start.startsWith("!");
    }

    private static Line line(String text) {
        return new Line(parse(text).keySet().stream().findFirst().orElse(""), text);
    }

    private static Map<String, String> parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> result = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> result.put(key, properties.getProperty(key)));
        return result;
    }

    /** The values by key. */
    Map<String, String> values() {
        return parse(text());
    }

    /** Gives a key a value, in the line it has or in a new last one; an empty value removes it. */
    void put(String key, String value) {
        int at = 0;
        while (at < lines.size() && !lines.get(at).key.equals(key)) {
            at++;
        }
        lines.removeIf(line -> line.key.equals(key));
        if (!value.isEmpty()) {
            lines.add(Math.min(at, lines.size()), new Line(key, escaped(key, true) + " = " + escaped(value, false)));
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text).append('\n'));
        return text.toString();
    }

    /** The text as a properties file has it, ASCII only: those files are read as ISO 8859-1. */
    static String escaped(String text, boolean key) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean special = c == '\\' || i == 0 && "#! ".indexOf(c) >= 0 || key && " :=".indexOf(c) >= 0;
            if (c < ' ' || c > '~') {
                result.append(String.format("\\u%04x", (int) c));
            } else {
                result.append(special ? "\\" : "").append(c);
            }
        }
        return result.toString();
    }
}
