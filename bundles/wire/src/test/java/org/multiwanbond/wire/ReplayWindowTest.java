package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {

    private static final long SEED = 6_479;

    @Test
    void coversExactlyItsUsableNumbers() {
        ReplayWindow window = new ReplayWindow();
        assertThat(window.usable()).isEqualTo(8_128);
        window.mark(100_000);
        assertThat(window.isFresh(100_000)).isFalse();
        assertThat(window.isFresh(100_000 - 8_127)).isTrue();
        assertThat(window.isFresh(100_000 - 8_128)).isFalse();
        assertThat(window.isFresh(-1)).isFalse();
        window.grow(1 << 20);
        assertThat(window.usable()).isEqualTo(65_472);
    }

    @Test
    void refusesAfterGrowingWhatWasTooOldBefore() {
        ReplayWindow window = new ReplayWindow();
        for (long number = 0; number < 20_000; number++) {
            window.mark(number);
        }
        window.grow(ReplayWindow.LARGEST_BITS);
        for (long number = 0; number < 20_000; number++) {
            assertThat(window.isFresh(number)).as("%d", number).isFalse();
        }
    }

    @Test
    void acceptsEverythingAgainAfterAReset() {
        ReplayWindow window = new ReplayWindow();
        window.mark(70_000);
        window.mark(69_999);
        window.reset();
        assertThat(window.highest()).isEqualTo(-1);
        window.mark(70_001);
        assertThat(window.isFresh(70_000)).isTrue();
        assertThat(window.isFresh(69_999)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 5_000, 30_000})
    void agreesWithASetOnRandomNumbers(int spread) {
        System.out.println("seed " + SEED + " spread " + spread);
        Random random = new Random(SEED + spread);
        ReplayWindow window = new ReplayWindow();
        Twin twin = new Twin();
        long centre = (1L << 32) - 100_000;
        for (int i = 0; i < 300_000; i++) {
            centre += random.nextInt(4_000) == 0 ? random.nextInt(200_000) : random.nextInt(3);
            long number = centre + random.nextInt(spread) - spread / 2;
            boolean fresh = twin.isFresh(number);
            assertThat(window.isFresh(number))
                    .as("step %d number %d", i, number)
                    .isEqualTo(fresh);
            if (fresh && random.nextInt(10) > 0) {
                window.mark(number);
                twin.mark(number);
            }
            if (i % 100_000 == 99_999) {
                window.grow(ReplayWindow.INITIAL_BITS << 1 + i / 100_000);
                twin.grow(window.usable());
            }
            assertThat(window.isMarked(number)).isEqualTo(twin.isMarked(number));
        }
    }

    /** The slow and obvious window: a set of everything ever marked. */
    private static final class Twin {
        private final Set<Long> marked = new HashSet<>();
        private long highest = -1;
        private long floor;
        private int usable = 8_128;

        private long lowest() {
            return Math.max(floor, highest - usable + 1);
        }

        private boolean isFresh(long number) {
            return number >= 0 && number >= lowest() && !marked.contains(number);
        }

        private boolean isMarked(long number) {
            return number >= lowest() && marked.contains(number);
        }

        private void mark(long number) {
            marked.add(number);
            highest = Math.max(highest, number);
        }

        private void grow(int newUsable) {
            floor = lowest();
            usable = newUsable;
        }
    }
}
