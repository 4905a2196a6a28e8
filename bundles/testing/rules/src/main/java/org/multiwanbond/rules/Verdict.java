package org.multiwanbond.rules;

import java.util.List;

/** Turns the violations of one law into one readable failure. Thread-safe. */
final class Verdict {
    private Verdict() {}

    static void acquits(String law, List<String> violations) {
        if (!violations.isEmpty()) {
            throw new AssertionError(law + "\n  " + String.join("\n  ", violations));
        }
    }
}
