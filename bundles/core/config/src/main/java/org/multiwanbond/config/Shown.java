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
        String printable = raw.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }

    /** Whether the value is nothing but one placeholder of the interpolation plugin. */
    static boolean isPlaceholder(String raw) {
        return raw.strip().matches("\\$\\[(env|secret|prop):[^\\]]+]") && !raw.contains(";default=");
    }
}
