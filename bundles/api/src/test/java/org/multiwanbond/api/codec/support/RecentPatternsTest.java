package org.multiwanbond.api.codec.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentPatternsTest {
    private final RecentPatterns recent = new RecentPatterns(2);

    @Test
    void knowsAPatternAgain() {
        assertThat(recent.has(losses(0, 2), 0)).isFalse();
        int slot = recent.slot();
        assertThat(recent.has(losses(1, 2), 0)).isFalse();
        assertThat(recent.slot()).isNotEqualTo(slot);
        assertThat(recent.has(losses(0, 2), 0)).isTrue();
        assertThat(recent.slot()).isEqualTo(slot);
    }

    @Test
    void tellsPatternsApartByDataRepairsAndPart() {
        assertThat(recent.has(losses(0, 2), 0)).isFalse();
        assertThat(recent.has(losses(0, 3), 0)).isFalse();
        assertThat(recent.has(losses(0, 3), 1)).isFalse();
        assertThat(recent.has(losses(0, 3), 0)).isTrue();
    }

    @Test
    void forgetsTheOldest() {
        recent.has(losses(0, 2), 0);
        recent.has(losses(1, 2), 0);
        recent.has(losses(1, 3), 0);
        assertThat(recent.has(losses(1, 2), 0)).isTrue();
        assertThat(recent.has(losses(0, 2), 0)).isFalse();
    }

    /** Of 2 + 2: one data symbol is lost, and of the repair symbols only one arrived. */
    private static LossPattern losses(int missing, int repair) {
        boolean[] present = new boolean[4];
        present[1 - missing] = true;
        present[repair] = true;
        LossPattern losses = new LossPattern(new BlockShape(2, 2));
        assertThat(losses.find(new byte[4][1], present)).isTrue();
        return losses;
    }
}
