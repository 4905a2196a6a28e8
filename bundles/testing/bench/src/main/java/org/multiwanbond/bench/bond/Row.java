package org.multiwanbond.bench.bond;

import java.util.List;

/**
 * A row of the table of promises. Thread-safe: immutable.
 *
 * @param number 0 to 15
 * @param links rates in Mbit/s and one-way delays in ms
 * @param what is done
 * @param promise in words
 * @param cases its parts
 */
record Row(int number, String links, String what, String promise, List<Case> cases) {
    Row {
        cases = List.copyOf(cases);
    }
}
