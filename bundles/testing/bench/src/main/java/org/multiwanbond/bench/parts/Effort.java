package org.multiwanbond.bench.parts;

/**
 * How much is measured. Thread-safe: immutable.
 *
 * @param runs repetitions, of which the worst counts; where links are cut, the number of cuts
 * @param seconds length of each
 */
public record Effort(int runs, int seconds) {
    /** That of rows 1 to 7. */
    public static final Effort USUAL = new Effort(5, 30);

    public boolean covers(Effort other) {
        return runs >= other.runs && seconds >= other.seconds;
    }

    /** That of a link alone beside it: three runs of 10 s, or fewer and shorter ones in a trial. */
    public Effort single() {
        return new Effort(Math.min(3, runs), Math.min(10, seconds));
    }

    @Override
    public String toString() {
        return runs + " x " + seconds + " s";
    }
}
