package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationsTest {
    private Object kept = "";

    @Test
    void countsNothingWhereNothingIsAllocated() {
        assertThat(Allocations.steadyBytes(() -> kept.hashCode())).isZero();
    }

    @Test
    void countsTheOctetsOfAnArray() {
        assertThat(Allocations.steadyBytes(() -> kept = new byte[1000])).isBetween(1000L, 1040L);
    }
}
