package org.multiwanbond.balancer.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.tck.MixedTraffic.assertShares;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;
import org.multiwanbond.tck.MixedTraffic;

class WeightedTest extends BalancerContract {
    private static final int PACKETS = 10_000;

    private final MixedTraffic traffic = new MixedTraffic();

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
        assertShares(traffic.place(factory().create(), paths, PACKETS), 0.5, 0.3, 0.2);
    }

    @Test
    void sharesTheOctetsByUnequalWeights() {
        FakePathTable paths =
                new FakePathTable().usableOnly(0, 1).weight(0, 1000).weight(1, 10);
        long[] bytes = traffic.place(factory().create(), paths, 10 * PACKETS);
        assertShares(bytes, 1000.0 / 1010, 10.0 / 1010);
    }

    @Test
    void followsAChangeOfWeightAtOnce() {
        Balancer balancer = factory().create();
        FakePathTable paths =
                new FakePathTable().usableOnly(0, 1).weight(0, 1_000_000).weight(1, 1);
        traffic.place(balancer, paths, PACKETS);
        paths.weight(0, 1);
        assertShares(traffic.place(balancer, paths, PACKETS / 10), 0.5, 0.5);
    }

    @Test
    void isNotDistortedByAPathThatComesAndGoes() {
        Balancer balancer = factory().create();
        FakePathTable paths =
                new FakePathTable().weight(0, 50).weight(1, 30).weight(2, 20).weight(3, 100);
        long[] others = new long[PathTable.LIMIT];
        long[] while3IsThere = new long[PathTable.LIMIT];
        for (int change = 0; change < 100; change++) {
            add(others, traffic.place(balancer, paths.usableOnly(0, 1, 2), PACKETS / 100));
            add(while3IsThere, traffic.place(balancer, paths.usableOnly(0, 1, 2, 3), PACKETS / 100));
        }
        add(others, while3IsThere);
        others[3] = 0;
        assertShares(others, 0.5, 0.3, 0.2);
        long allWhile3IsThere = Arrays.stream(while3IsThere).sum();
        assertShares(new long[] {while3IsThere[3], allWhile3IsThere - while3IsThere[3]}, 0.5, 0.5);
    }

    @Test
    void givesAReturningPathItsShareAndNoMore() {
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable();
        traffic.place(balancer, paths.usableOnly(0, 1), 100);
        traffic.place(balancer, paths.usableOnly(0), PACKETS);
        assertShares(traffic.place(balancer, paths.usableOnly(0, 1), PACKETS / 10), 0.5, 0.5);
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

    private static void add(long[] sums, long[] bytes) {
        for (int path = 0; path < sums.length; path++) {
            sums[path] += bytes[path];
        }
    }
}
