package org.multiwanbond.config;

import java.util.Set;

/** What of a value may be shown to people: everything except keys written where a placeholder belongs. Thread-safe. */
final class Shown {
    private static final Set<String> SECRET = Set.of("presharedKey", "privateKey");

    /** Longest value repeated in a message. */
    private static final int LONGEST = 200;

    private Shown() {}

    static String value(String key, String raw) {
        if (SECRET.contains(key) && !raw.isEmpty() && !isPlaceholder(raw)) {
            return "(hidden)";
        }
        return printable(raw);
    }

    /** The text on one line of bearable length: it may come from a file anybody wrote. */
    static String printable(String text) {
        String line = text.codePoints()
                .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Whether the value is nothing but one placeholder of the interpolation plugin. */
    static boolean isPlaceholder(String raw) {
        return raw.strip().matches("\\$\\[(env|secret|prop):[^\\]]+]") && !raw.contains(";default=");
    }
}
