package org.multiwanbond.bench.bond;

import java.io.IOException;

/**
 * A part of a row that is measured, kept and resumed on its own. Thread-safe: immutable.
 *
 * @param name kebab-case, unique in its row
 * @param usual its full effort
 * @param measurement how it is measured
 */
record Case(String name, Effort usual, Measurement measurement) {
    /** How a case is measured. */
    @FunctionalInterface
    interface Measurement {
        Finding measure(Bench bench, Effort effort) throws IOException;
    }
}
