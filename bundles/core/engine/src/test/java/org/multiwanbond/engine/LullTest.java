package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LullTest {
    private final Lull lull = new Lull();

    @Test
    void isDueWhileAStreamComesIn() {
        assertThat(lull.isDue(Lull.STREAM)).isTrue();
        lull.brought(2);
        assertThat(lull.isDue(2 * Lull.STREAM)).isTrue();
    }

    @Test
    void isNotDueBetweenQuestionsAndAnswers() {
        for (long delivered = 1; delivered < 3 * Lull.STREAM; delivered++) {
            assertThat(lull.isDue(delivered)).isFalse();
        }
    }

    @Test
    void isNotDueAfterOneThatBroughtNothing() {
        assertThat(lull.isDue(Lull.STREAM)).isTrue();
        lull.brought(0);
        assertThat(lull.isDue(2 * Lull.STREAM)).isFalse();
        assertThat(lull.isDue(3 * Lull.STREAM)).isTrue();
    }
}
