package org.multiwanbond.balancer.perflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;
import org.multiwanbond.tck.Seed;

class PerFlowTest extends BalancerContract {
    /** So many that chance stays below 2 % of the smallest share: four deviations of it are 1.3 %. */
    private static final int FLOWS = 400_000;

    private static final double SHARE_ERROR = 0.02;

    /** Few enough to be remembered. */
    private static final int KNOWN_FLOWS = 200;

    private final FakePathTable paths =
            new FakePathTable().usableOnly(0, 1, 2).weight(0, 50).weight(1, 30).weight(2, 20);
    private final Balancer balancer = factory().create();

    @Override
    protected BalancerFactory factory() {
        return new PerFlow();
    }

    @Test
    void sharesTheFlowsByWeight() {
        Random random = Seed.random("hashes of flows");
        assertShares(flow -> random.nextInt());
    }

    @Test
    void sharesFlowsWhoseHashesAreNeighboursByWeight() {
        assertShares(flow -> flow);
    }

    @Test
    void keepsEachFlowWhateverChangesButItsPath() {
        int[] before = chosen();
        paths.usableOnly(0, 1, 2, 3).weight(0, 1).weight(3, 1000).lossPercent(0, 50);
        assertThat(chosen()).isEqualTo(before);
    }

    @Test
    void movesOnlyTheFlowsOfThePathThatLeaves() {
        int[] before = chosen();
        int[] after = chosenOn(0, 2);
        for (int flow = 0; flow < KNOWN_FLOWS; flow++) {
            if (before[flow] != 1) {
                assertThat(after[flow]).isEqualTo(before[flow]);
            }
        }
        assertThat(after).contains(0, 2).doesNotContain(1);
        assertThat(chosenOn(0, 1, 2)).as("flows that moved stay").isEqualTo(after);
    }

    @Test
    void givesPathsOfHighLossNoNewFlows() {
        paths.lossPercent(0, 11);
        assertThat(chosen()).contains(1, 2).doesNotContain(0);
    }

    @Test
    void spreadsFlowsOverPathsThatAllLose() {
        paths.lossPercent(0, 11).lossPercent(1, 20).lossPercent(2, 30);
        assertThat(chosen()).contains(0, 1, 2);
    }

    @Test
    void givesAForgottenFlowTheSamePath() {
        int[] before = chosen();
        for (int flow = 1_000_000; flow < 1_100_000; flow++) {
            balancer.place(paths, new FakeRun().flowHash(flow));
        }
        assertThat(chosen()).isEqualTo(before);
    }

    private void assertShares(IntUnaryOperator hashes) {
        double[] flows = new double[PathTable.LIMIT];
        for (int flow = 0; flow < FLOWS; flow++) {
            flows[path(hashes.applyAsInt(flow))]++;
        }
        for (int path = 0; path < 3; path++) {
            double share = paths.weight(path) / 100.0;
            assertThat(flows[path] / FLOWS).as("share of path %d", path).isCloseTo(share, within(share * SHARE_ERROR));
        }
    }

    private int[] chosenOn(int... usable) {
        paths.usableOnly(usable);
        return chosen();
    }

    private int[] chosen() {
        int[] chosen = new int[KNOWN_FLOWS];
        for (int flow = 0; flow < KNOWN_FLOWS; flow++) {
            chosen[flow] = path(flow);
        }
        return chosen;
    }

    private int path(int flowHash) {
        FakeRun run = new FakeRun().flowHash(flowHash).of(3, 4200);
        long placement = balancer.place(paths.nowNs(paths.nowNs() + 1), run);
        assertThat(Placement.packets(placement)).isEqualTo(3);
        return Integer.numberOfTrailingZeros(Placement.pathMask(placement));
    }
}
