package org.multiwanbond.bench.parts;

import java.io.IOException;

/**
 * A part of a row that is measured, kept and resumed on its own. Thread-safe: immutable.
 *
 * @param name kebab-case, unique in its row
 * @param usual its full effort
 * @param measurement how it is measured
 * @param <S> what it is measured on
 */
public record Case<S extends Subject>(String name, Effort usual, Measurement<S> measurement) {
    /** How a case is measured. */
    @FunctionalInterface
    public interface Measurement<S extends Subject> {
        Finding measure(S subject, Effort effort) throws IOException;
    }
}
