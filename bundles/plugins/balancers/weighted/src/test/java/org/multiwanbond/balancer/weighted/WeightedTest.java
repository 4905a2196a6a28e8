package org.multiwanbond.balancer.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;
import org.multiwanbond.tck.Seed;

class WeightedTest extends BalancerContract {
    private static final int PACKETS = 10_000;
    private static final double SHARE_ERROR = 0.02;

    private final Random random = Seed.random("packets of mixed sizes");

    @Override
    protected BalancerFactory factory() {
        return new Weighted();
    }

    @Test
    void sharesTheOctetsByWeight() {
        FakePathTable paths = new FakePathTable()
                .usableOnly(0, 1, 2)
                .weight(0, 50)
                .weight(1, 30)
                .weight(2, 20);
        long[] bytes = new long[PathTable.LIMIT];
        place(factory().create(), paths, bytes, PACKETS);
        assertShares(bytes, 0.5, 0.3, 0.2);
    }

    @Test
    void sharesTheOctetsByUnequalWeights() {
        FakePathTable paths =
                new FakePathTable().usableOnly(0, 1).weight(0, 1000).weight(1, 10);
        long[] bytes = new long[PathTable.LIMIT];
        place(factory().create(), paths, bytes, 10 * PACKETS);
        assertThat((double) bytes[1] / (bytes[0] + bytes[1])).isCloseTo(10.0 / 1010, within(10.0 / 1010 * SHARE_ERROR));
    }

    @Test
    void followsAChangeOfWeightAtOnce() {
        Balancer balancer = factory().create();
        FakePathTable paths =
                new FakePathTable().usableOnly(0, 1).weight(0, 1_000_000).weight(1, 1);
        place(balancer, paths, new long[PathTable.LIMIT], PACKETS);
        paths.weight(0, 1);
        long[] bytes = new long[PathTable.LIMIT];
        place(balancer, paths, bytes, 200);
        assertThat((double) bytes[0] / (bytes[0] + bytes[1])).isCloseTo(0.5, within(SHARE_ERROR));
    }

    @Test
    void isNotDistortedByAPathThatComesAndGoes() {
        Balancer balancer = factory().create();
        FakePathTable paths =
                new FakePathTable().weight(0, 50).weight(1, 30).weight(2, 20).weight(3, 100);
        long[] while3IsGone = new long[PathTable.LIMIT];
        long[] while3IsThere = new long[PathTable.LIMIT];
        for (int change = 0; change < 100; change++) {
            place(balancer, paths.usableOnly(0, 1, 2), while3IsGone, PACKETS / 100);
            place(balancer, paths.usableOnly(0, 1, 2, 3), while3IsThere, PACKETS / 100);
        }
        long[] others = new long[PathTable.LIMIT];
        for (int path = 0; path < 3; path++) {
            others[path] = while3IsGone[path] + while3IsThere[path];
        }
        assertShares(others, 0.5, 0.3, 0.2);
        assertThat((double) while3IsThere[3] / all(while3IsThere)).isCloseTo(0.5, within(0.5 * SHARE_ERROR));
    }

    @Test
    void givesAReturningPathItsShareAndNoMore() {
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable();
        place(balancer, paths.usableOnly(0, 1), new long[PathTable.LIMIT], 100);
        place(balancer, paths.usableOnly(0), new long[PathTable.LIMIT], PACKETS);
        long[] bytes = new long[PathTable.LIMIT];
        place(balancer, paths.usableOnly(0, 1), bytes, 200);
        assertThat((double) bytes[1] / (bytes[0] + bytes[1])).isCloseTo(0.5, within(SHARE_ERROR));
    }

    @Test
    void keepsTurnsShort() {
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable().usableOnly(4, 7);
        for (int turn = 0; turn < 100; turn++) {
            long placement = balancer.place(paths, new FakeRun().of(44, 44 * 1400));
            assertThat(Placement.packets(placement)).isEqualTo(2);
            assertThat(Placement.pathMask(placement)).isEqualTo(turn % 2 == 0 ? 1 << 4 : 1 << 7);
        }
        assertThat(Placement.packets(balancer.place(paths, new FakeRun().of(3, 3 * 9000))))
                .isEqualTo(1);
    }

    /** Places runs of packets of mixed sizes, each run to its end, and adds up the octets by path. */
    private void place(Balancer balancer, FakePathTable paths, long[] bytes, int packets) {
        int placed = 0;
        while (placed < packets) {
            int[] sizes = new int[1 + random.nextInt(44)];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = random.nextInt(3) == 0 ? 40 + random.nextInt(100) : 1400 - random.nextInt(300);
            }
            placeRun(balancer, paths, bytes, sizes);
            placed += sizes.length;
        }
    }

    private static void placeRun(Balancer balancer, FakePathTable paths, long[] bytes, int[] sizes) {
        FakeRun run = new FakeRun();
        int first = 0;
        while (first < sizes.length) {
            run.of(sizes.length - first, sum(sizes, first, sizes.length));
            long placement = balancer.place(paths, run);
            check(placement, paths, run);
            int end = first + Placement.packets(placement);
            bytes[Integer.numberOfTrailingZeros(Placement.pathMask(placement))] += sum(sizes, first, end);
            first = end;
        }
    }

    private static int sum(int[] sizes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += sizes[i];
        }
        return sum;
    }

    private static void assertShares(long[] bytes, double... shares) {
        for (int path = 0; path < shares.length; path++) {
            assertThat((double) bytes[path] / all(bytes))
                    .as("share of path %d", path)
                    .isCloseTo(shares[path], within(shares[path] * SHARE_ERROR));
        }
    }

    private static long all(long[] bytes) {
        long all = 0;
        for (long of : bytes) {
            all += of;
        }
        return all;
    }
}
