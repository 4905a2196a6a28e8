package org.multiwanbond.bench.speed;

import java.util.ArrayList;
import java.util.List;

/**
 * A transfer by TCP (CUBIC, as most systems have it). Thread-safe: immutable.
 *
 * @param words for iperf3
 */
record Load(List<String> words) {
    static final Load UP = new Load(List.of());
    static final Load DOWN = UP.with("-R");
    static final Load BOTH_WAYS = UP.with("--bidir");

    Load {
        words = List.copyOf(words);
    }

    Load with(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Load(all);
    }
}
