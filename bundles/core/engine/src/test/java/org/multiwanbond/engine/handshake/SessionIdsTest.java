package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionIdsTest {
    private final SessionIds ids = new SessionIds(new Random(1));

    @Test
    void givesEveryIdOnceThenNone() {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 65_535; i++) {
            seen.add(ids.allocate(0).orElseThrow());
        }
        assertThat(seen).hasSize(65_535).doesNotContain(0);
        assertThat(ids.allocate(0)).isEmpty();
    }

    @Test
    void anIdRests180Seconds() {
        int last = 0;
        for (int i = 0; i < 65_535; i++) {
            last = ids.allocate(0).orElseThrow();
        }
        ids.release(last, 7);
        assertThat(ids.allocate(7 + SessionIds.REST_NS - 1)).isEmpty();
        assertThat(ids.allocate(7 + SessionIds.REST_NS)).hasValue(last);
    }

    @Test
    void areSharedOutAmongTheWorkers() {
        SessionIds ids = new SessionIds(new Random(3));
        ids.workers(4);
        int[] count = new int[4];
        for (int i = 0; i < 400; i++) {
            count[ids.allocate(0).orElseThrow() % 4]++;
        }
        assertThat(count).containsExactly(100, 100, 100, 100);
        for (int other = 1; other < 100; other++) {
            assertThat(ids.allocateBeside(other, 0).orElseThrow() % 4).isEqualTo(other % 4);
        }
    }
}
