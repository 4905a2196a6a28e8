package org.multiwanbond.bench.parts;

import java.util.List;

/**
 * A row of a table of promises. Thread-safe: immutable.
 *
 * @param number unique in its table
 * @param links over which it is measured
 * @param what is done
 * @param promise in words
 * @param cases its parts
 * @param <S> what it is measured on
 */
public record Row<S extends Subject>(int number, String links, String what, String promise, List<Case<S>> cases) {
    public Row {
        cases = List.copyOf(cases);
    }
}
