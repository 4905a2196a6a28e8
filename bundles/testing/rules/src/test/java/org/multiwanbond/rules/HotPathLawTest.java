package org.multiwanbond.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotPathLawTest {
    private static final Bundle BALANCER = Trial.of("org.multiwanbond.balancer.greedy", "plugin");

    @ParameterizedTest
    @CsvSource({
        "logs, logs",
        "formats, formats text",
        "streams, opens a stream",
        "boxes, boxes a number",
        "owns, is synchronized",
        "enters, enters a synchronized block",
        "locks, takes a lock",
        "asks, asks the clock",
        "sleeps, sleeps",
        "run, logs",
        "lambda$defers$0, logs"
    })
    void rejectsWhatDoesNotBelongThere(String method, String offence) {
        assertThat(HotPathLaw.violations(BALANCER)).anyMatch(line -> line.contains("." + method + " " + offence));
    }

    @Test
    void acquitsAClassThatOnlyComputes() {
        assertThat(HotPathLaw.violations(BALANCER)).noneMatch(line -> line.contains("Calm"));
    }

    @Test
    void acquitsABundleWithoutClasses() {
        Path nowhere = Path.of("target/nowhere");
        assertThat(HotPathLaw.violations(new Bundle("x", "plugin", nowhere, nowhere)))
                .isEmpty();
    }
}
