package org.multiwanbond.netlab.sim.tcp;

import java.util.ArrayDeque;

/** The highest value of the last rounds. Confined to one thread. */
final class HighestOfRounds {
    private final ArrayDeque<Entry> falling = new ArrayDeque<>();
    private final int rounds;

    HighestOfRounds(int rounds) {
        this.rounds = rounds;
    }

    void add(long round, double value) {
        while (!falling.isEmpty() && falling.getLast().value() <= value) {
            falling.removeLast();
        }
        falling.addLast(new Entry(round, value));
        while (falling.getFirst().round() <= round - rounds) {
            falling.removeFirst();
        }
    }

    /** 0 before the first value. */
    double highest() {
        return falling.isEmpty() ? 0 : falling.getFirst().value();
    }

    private record Entry(long round, double value) {}
}
