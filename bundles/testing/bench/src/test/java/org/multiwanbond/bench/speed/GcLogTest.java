package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcLogTest {
    private static final List<String> LOG = List.of(
            "[0.009s] Using Serial",
            "[9.100s] GC(4) Pause Full (Diagnostic Command) 20M->10M(61M) 31.502ms",
            "[9.101s] Safepoint \"SerialCollectForAllocation\", Time since last: 123 ns, Reaching safepoint: 1000 ns,"
                    + " At safepoint: 31502000 ns, Total: 31503000 ns",
            "[9.500s] GC(5) Pause Young (Allocation Failure) 26M->11M(61M) 0.712ms",
            "[9.700s] GC(6) Pause Young (Allocation Failure) 27M->11M(61M) 4.001ms",
            "[9.800s] Safepoint \"ICBufferFull\", Time since last: 9000 ns, Reaching safepoint: 500 ns,"
                    + " At safepoint: 1500 ns, Total: 2000 ns",
            "[9.900s] GC(7) Pause Full (Diagnostic Command) 15M->10M(61M) 29.000ms");

    @Test
    void countsOnlyPausesThatNobodyAskedFor() {
        assertThat(GcLog.read(LOG).pausesMs()).containsExactly(0.712, 4.001);
    }

    @Test
    void addsUpWhatGrewBetweenCollections() {
        // From 10 to 26, from 11 to 27, from 11 to 15.
        assertThat(GcLog.read(LOG).allocatedBytes()).isEqualTo(36.0 * (1 << 20));
    }

    @Test
    void readsAllStops() {
        assertThat(GcLog.read(LOG).safepointsMs()).containsExactly(31.503, 0.002);
    }

    @Test
    void knowsTheUnitsOfOtherCollectors() {
        List<String> log = List.of(
                "[1.000s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 512K->256K(4096K) 1.000ms",
                "[2.000s][info][gc] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 1G->256K(4G) 2.000ms");

        assertThat(GcLog.read(log).allocatedBytes()).isEqualTo((double) (1 << 30) - (256 << 10));
        assertThat(GcLog.read(log).pausesMs()).containsExactly(1.0, 2.0);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(GcLog.read(List.of()).pausesMs()).isEmpty();
        assertThat(GcLog.read(List.of()).allocatedBytes()).isZero();
    }
}
