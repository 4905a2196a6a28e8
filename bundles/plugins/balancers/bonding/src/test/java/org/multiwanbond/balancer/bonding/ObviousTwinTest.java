package org.multiwanbond.balancer.bonding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;
import org.multiwanbond.tck.Seed;

/** Earliest delivery written down as it is defined, beside the one that is used. */
class ObviousTwinTest {
    private static final int QUESTIONS = 20_000;

    private final Random random = Seed.random("paths and runs");
    private final FakePathTable paths = new FakePathTable();
    private final FakeRun run = new FakeRun();

    @Test
    void answersTheSame() {
        Balancer balancer = new Bonding().create();
        for (int question = 0; question < QUESTIONS; question++) {
            paths.usableMask(random.nextInt(1 << 16)).fullMask(random.nextInt() & random.nextInt());
            for (int path = 0; path < 16; path++) {
                paths.oneWayDelayNs(path, 1 + random.nextInt(300_000_000))
                        .backlogNs(path, random.nextInt(10_000_000))
                        .rateBitsPerSecond(path, 1 + random.nextInt(1_000_000_000))
                        .lossPercent(path, random.nextDouble() * (random.nextBoolean() ? 100 : 10));
            }
            run.of(1 + random.nextInt(64), 100 + random.nextInt(60_000)).sparse(random.nextInt(4) == 0);
            assertThat(balancer.place(paths, run)).isEqualTo(expected());
        }
    }

    private long expected() {
        List<Integer> usable =
                IntStream.range(0, paths.usableCount()).mapToObj(paths::usable).toList();
        List<Integer> clean =
                usable.stream().filter(path -> paths.lossPercent(path) <= 10).toList();
        List<Integer> those = clean.isEmpty() ? usable : clean;
        long leastNs = those.stream().mapToLong(paths::oneWayDelayNs).min().orElse(0);
        ToDoubleFunction<Integer> arrivalNs = path -> paths.backlogNs(path)
                + paths.oneWayDelayNs(path)
                + run.lengthBytes() * 8e9 / run.packets() / paths.rateBitsPerSecond(path);
        return those.stream()
                .filter(path -> paths.oneWayDelayNs(path) <= leastNs + 150_000_000)
                .filter(path -> run.isSparse() || paths.hasRoom(path))
                .min(Comparator.comparingDouble(arrivalNs))
                .map(path -> Placement.on(path, packets(path)))
                .orElse(Balancer.WAIT);
    }

    private int packets(int path) {
        long halfMillisecondBytes = (long) (paths.rateBitsPerSecond(path) * 0.0005 / 8);
        long fitting = halfMillisecondBytes * run.packets() / run.lengthBytes();
        return (int) Math.min(run.packets(), Math.max(1, fitting));
    }
}
