package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiwanbond.api.config.ThreadPlan;

class StaffingTest {
    @ParameterizedTest
    @CsvSource({
        "auto, false, 1, 1x2",
        "auto, false, 3, 1x2",
        "auto, false, 4, 1x4",
        "auto, false, 32, 1x4",
        "auto, true, 3, 1x2",
        "auto, true, 4, 1x4",
        "auto, true, 7, 1x4",
        "auto, true, 32, 8x4",
        "auto, true, 1024, 64x4",
        "1x2, true, 32, 1x2",
        "3x2, true, 2, 3x2",
        "3x4, false, 32, 1x4"
    })
    void fitsTheProcessorsUnlessSomebodySaidOtherwise(String wanted, boolean server, int processors, String plan) {
        assertThat(Staffing.of(ThreadPlan.parse(wanted), server, processors)).hasToString(plan);
    }
}
