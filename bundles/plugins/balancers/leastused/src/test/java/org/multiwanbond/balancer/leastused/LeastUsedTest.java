package org.multiwanbond.balancer.leastused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.tck.MixedTraffic.assertShares;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;
import org.multiwanbond.tck.MixedTraffic;

class LeastUsedTest extends BalancerContract {
    private static final int PACKETS = 10_000;

    /** Time of one octet at 100 Mbit/s. */
    private static final long BYTE_NS = 80;

    private final FakePathTable paths =
            new FakePathTable().usableOnly(0, 1, 2).weight(0, 50).weight(1, 30).weight(2, 20);
    private final double[] averages = new double[PathTable.LIMIT];
    private long averagedNs;

    @Override
    protected BalancerFactory factory() {
        return new LeastUsed();
    }

    @Test
    void takesThePathUsedLeastForItsWeight() {
        paths.recentBytes(0, 500).recentBytes(1, 290).recentBytes(2, 200);
        assertThat(factory().create().place(paths, new FakeRun())).isEqualTo(Placement.on(1, 1));
    }

    @Test
    void sharesTheOctetsByWeightIfTheAverageMovesWithEachPacket() {
        assertShares(new MixedTraffic(average(0)).place(factory().create(), paths, PACKETS), 0.5, 0.3, 0.2);
    }

    @Test
    void sharesTheOctetsByWeightIfTheAverageMovesTenTimesASecond() {
        assertShares(new MixedTraffic(average(100_000_000)).place(factory().create(), paths, PACKETS), 0.5, 0.3, 0.2);
    }

    @Test
    void givesThePathThatWasIdleAllUntilItIsLevel() {
        Balancer balancer = factory().create();
        MixedTraffic traffic = new MixedTraffic(average(0));
        paths.weight(1, 50).usableOnly(0);
        traffic.place(balancer, paths, PACKETS);
        paths.usableOnly(0, 1);
        assertShares(traffic.place(balancer, paths, 100), 0, 1);
        traffic.place(balancer, paths, PACKETS);
        assertShares(traffic.place(balancer, paths, PACKETS), 0.5, 0.5);
    }

    /** Moves the time with the octets, and the averages of the last second as often as is said. */
    private MixedTraffic.Witness average(long everyNs) {
        return (placed, lengthBytes) -> {
            averages[placed] += lengthBytes;
            paths.nowNs(paths.nowNs() + lengthBytes * BYTE_NS);
            if (paths.nowNs() - averagedNs < everyNs) {
                return;
            }
            for (int path = 0; path < averages.length; path++) {
                averages[path] *= Math.exp((averagedNs - paths.nowNs()) / 1e9);
                paths.recentBytes(path, (long) averages[path]);
            }
            averagedNs = paths.nowNs();
        };
    }
}
