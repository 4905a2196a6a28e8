package org.multiwanbond.policy;

import java.util.List;

/**
 * What the system should have of us. Thread-safe: immutable.
 *
 * @param items in the order of installation
 * @param sentences what a person should know: wanted but impossible here
 */
record Plan(List<Item> items, List<String> sentences) {
    /** Nothing. */
    static final Plan NONE = new Plan(List.of(), List.of());

    Plan {
        items = List.copyOf(items);
        sentences = List.copyOf(sentences);
    }
}
