package org.multiwanbond.bench.parts;

/**
 * What a figure must be. Thread-safe: immutable.
 *
 * @param sense which side of the limit is good
 * @param limit the last good value
 */
public record Bound(Sense sense, double limit) {
    /** A figure that is only told. */
    public static final Bound NONE = new Bound(Sense.NONE, 0);

    public static Bound atLeast(double limit) {
        return new Bound(Sense.AT_LEAST, limit);
    }

    public static Bound atMost(double limit) {
        return new Bound(Sense.AT_MOST, limit);
    }

    /** Whether a value keeps it; what is not a number keeps none. */
    public boolean holds(double value) {
        return switch (sense) {
            case NONE -> true;
            case AT_LEAST -> value >= limit;
            case AT_MOST -> value <= limit;
        };
    }

    @Override
    public String toString() {
        return switch (sense) {
            case NONE -> "";
            case AT_LEAST -> ">= " + Figure.text(limit);
            case AT_MOST -> "<= " + Figure.text(limit);
        };
    }

    /** Which side of a limit is good. */
    public enum Sense {
        NONE,
        AT_LEAST,
        AT_MOST
    }
}
