package org.multiwanbond.netlab.emulator;

import java.util.Locale;

/**
 * One line of the proof. Thread-safe: immutable.
 *
 * @param what the settings under test
 * @param quantity what was measured, with its unit
 * @param wanted the value that follows from the settings
 * @param measured the value found
 * @param tolerance how far it may be off, in the same unit
 */
record ProofRow(String what, String quantity, double wanted, double measured, double tolerance) {
    static final String HEADER = String.format(
                    "%-34s | %-22s | %9s | %9s | %9s |%n", "settings", "quantity", "wanted", "measured", "allowed")
            + "-".repeat(35) + "+" + "-".repeat(24) + "+" + ("-".repeat(11) + "+").repeat(3) + "-----";

    boolean holds() {
        return Math.abs(measured - wanted) <= tolerance;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-34s | %-22s | %9.3f | %9.3f | ± %7.3f | %s",
                what,
                quantity,
                wanted,
                measured,
                tolerance,
                holds() ? "ok" : "WRONG");
    }
}
