package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrainTest {
    private final Grain grain = new Grain();

    @Test
    void isNothingForASessionAlone() {
        assertThat(grain.ns()).isZero();
        assertThat(grain.count(false, true)).isTrue();
        assertThat(grain.ns()).isZero();
        assertThat(grain.count(true, false)).isFalse();
        assertThat(grain.ns()).isZero();
    }

    @Test
    void growsWithTheSessionsThatWait() {
        grain.count(false, true);
        grain.count(false, true);
        assertThat(grain.ns()).isEqualTo(50_000);
        grain.count(false, true);
        grain.count(true, true);
        grain.count(false, false);
        assertThat(grain.ns()).isEqualTo(100_000);
        grain.count(true, false);
        assertThat(grain.ns()).isEqualTo(50_000);
    }

    @Test
    void hasALimit() {
        for (int i = 0; i < 500; i++) {
            grain.count(false, true);
        }
        assertThat(grain.ns()).isEqualTo(Grain.LONGEST_NS);
        for (int i = 0; i < 500; i++) {
            grain.count(true, false);
        }
        assertThat(grain.ns()).isZero();
    }
}
