package org.multiwanbond.tck;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Something of the machine a test cannot do without. Where it is missing the test is skipped and says so on stderr; with
 * {@code MWB_REQUIRE=all} in the environment it fails. Thread-safe.
 */
public final class Requirement {
    private Requirement() {}

    /** Goes on if the obstacle is empty; it is the sentence that says what is missing. */
    public static void met(String obstacle) {
        if (obstacle.isEmpty()) {
            return;
        }
        System.err.println("SKIPPED: " + obstacle);
        if ("all".equals(System.getenv("MWB_REQUIRE"))) {
            Assertions.fail("MWB_REQUIRE=all, but " + obstacle);
        }
        Assumptions.abort(obstacle);
    }
}
