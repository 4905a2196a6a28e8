package org.multiwanbond.balancer.leastlatency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;

class LeastLatencyTest extends BalancerContract {
    private static final long MS = 1_000_000;

    private final Balancer balancer = factory().create();
    private final FakePathTable paths = new FakePathTable().usableOnly(0, 1, 2);

    @Override
    protected BalancerFactory factory() {
        return new LeastLatency();
    }

    @Test
    void beginsOnThePathOfLeastDelayAndBacklog() {
        delays(30, 25, 20).backlogNs(2, 6 * MS);
        assertThat(chosenAtMs(0)).isEqualTo(1);
    }

    @Test
    void changesAfterHalfASecondOfAClearGain() {
        delays(30, 50, 50);
        assertThat(chosenAtMs(0)).isZero();
        delays(30, 26, 50);
        assertThat(chosenAtMs(1_000)).isZero();
        assertThat(chosenAtMs(1_499)).isZero();
        assertThat(chosenAtMs(1_500)).isEqualTo(1);
    }

    @Test
    void startsCountingAnewIfTheGainIsInterrupted() {
        delays(30, 26, 50);
        paths.usableOnly(0);
        assertThat(chosenAtMs(0)).isZero();
        paths.usableOnly(0, 1, 2);
        assertThat(chosenAtMs(100)).isZero();
        delays(30, 29, 50);
        assertThat(chosenAtMs(400)).isZero();
        delays(30, 26, 50);
        assertThat(chosenAtMs(700)).isZero();
        assertThat(chosenAtMs(1_199)).isZero();
        assertThat(chosenAtMs(1_200)).isEqualTo(1);
    }

    @Test
    void staysForAGainOfATenthOrOfTwoMilliseconds() {
        delays(100, 200, 200);
        assertThat(chosenAtMs(0)).isZero();
        delays(100, 90, 200);
        assertThat(chosenAtMs(1_000)).isZero();
        assertThat(chosenAtMs(9_000)).isZero();
        delays(5, 3, 200);
        assertThat(chosenAtMs(10_000)).isZero();
        assertThat(chosenAtMs(19_000)).isZero();
    }

    @Test
    void leavesAPathThatIsGoneForTheNextBest() {
        delays(10, 30, 20);
        assertThat(chosenAtMs(0)).isZero();
        paths.usableOnly(1, 2);
        assertThat(chosenAtMs(1)).isEqualTo(2);
    }

    @Test
    void prefersAPathWhoseDelayIsKnown() {
        delays(0, 400, 0);
        assertThat(chosenAtMs(0)).isEqualTo(1);
        assertThat(chosenAtMs(9_000)).isEqualTo(1);
    }

    private FakePathTable delays(int... delaysMs) {
        for (int path = 0; path < delaysMs.length; path++) {
            paths.oneWayDelayNs(path, delaysMs[path] * MS);
        }
        return paths;
    }

    private int chosenAtMs(long nowMs) {
        long placement = balancer.place(paths.nowNs(nowMs * MS), new FakeRun().of(3, 4200));
        assertThat(Placement.packets(placement)).isEqualTo(3);
        return Integer.numberOfTrailingZeros(Placement.pathMask(placement));
    }
}
