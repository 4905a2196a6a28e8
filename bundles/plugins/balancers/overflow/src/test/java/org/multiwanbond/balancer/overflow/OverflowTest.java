package org.multiwanbond.balancer.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;

class OverflowTest extends BalancerContract {
    private static final long MS = 1_000_000;
    private static final int WAITS = -1;

    /** Filled in the order 1, 2, 0. */
    private final FakePathTable paths = new FakePathTable().usableOnly(0, 1, 2).priority(0, 1);

    private final Balancer balancer = factory().create();

    OverflowTest() {
        for (int path = 0; path < 3; path++) {
            paths.rateBitsPerSecond(path, 8_000_000);
        }
    }

    @Override
    protected BalancerFactory factory() {
        return new Overflow();
    }

    @Test
    void fillsTheFirstByPriorityThenId() {
        assertThat(chosenAtMs(0)).isEqualTo(1);
        assertThat(chosenAtMs(60_000)).isEqualTo(1);
    }

    @Test
    void waitsForTheFirstWhileNoOtherIsOpen() {
        paths.fullMask(1 << 1);
        assertThat(chosenAtMs(0)).isEqualTo(WAITS);
        FakeRun sparse = new FakeRun().sparse(true);
        assertThat(balancer.place(paths, sparse)).isEqualTo(Placement.on(1, 1));
    }

    @Test
    void opensTheNextWhenPacketsHaveWaitedFor200Ms() {
        paths.fullMask(1 << 1).waitNs(11 * MS);
        assertThat(chosenAtMs(0)).isEqualTo(WAITS);
        assertThat(chosenAtMs(199)).isEqualTo(WAITS);
        assertThat(chosenAtMs(200)).isEqualTo(2);
        paths.fullMask(0);
        assertThat(chosenAtMs(201)).as("the first is filled first").isEqualTo(1);
        paths.fullMask(1 << 1 | 1 << 2);
        assertThat(chosenAtMs(399)).isEqualTo(WAITS);
        assertThat(chosenAtMs(401)).as("one after the other").isZero();
    }

    @Test
    void opensTheNextWhenTheFormerHasAQueue() {
        paths.queueDelayNs(1, 11 * MS);
        assertThat(chosenAtMs(0)).isEqualTo(1);
        assertThat(chosenAtMs(200)).isEqualTo(2);
        assertThat(chosenAtMs(900)).as("the second has no queue").isEqualTo(2);
        paths.queueDelayNs(1, 10 * MS);
        assertThat(chosenAtMs(901)).isEqualTo(1);
    }

    @Test
    void takesTheShortestQueueWhenAllHaveOne() {
        open2();
        paths.usableOnly(1, 2).queueDelayNs(1, 30 * MS).queueDelayNs(2, 20 * MS);
        assertThat(chosenAtMs(300)).isEqualTo(2);
        paths.queueDelayNs(2, 40 * MS);
        assertThat(chosenAtMs(301)).isEqualTo(1);
    }

    @Test
    void doesNotOpenForAShortBurst() {
        paths.fullMask(1 << 1).waitNs(11 * MS);
        assertThat(chosenAtMs(0)).isEqualTo(WAITS);
        paths.waitNs(MS);
        assertThat(chosenAtMs(150)).isEqualTo(WAITS);
        paths.waitNs(11 * MS);
        assertThat(chosenAtMs(300)).isEqualTo(WAITS);
    }

    @Test
    void closesTheLastAfterFiveSecondsThatTheOthersCarryAtSeventyPercent() {
        open2();
        paths.fullMask(1 << 1).recentBytes(1, 600_000).recentBytes(2, 110_000);
        assertThat(chosenAtMs(1_000)).isEqualTo(2);
        assertThat(chosenAtMs(9_000)).as("71 % of the first").isEqualTo(2);
        paths.recentBytes(2, 90_000);
        assertThat(chosenAtMs(10_000)).isEqualTo(2);
        assertThat(chosenAtMs(14_999)).isEqualTo(2);
        assertThat(chosenAtMs(15_000)).isEqualTo(WAITS);
    }

    @Test
    void closesWhatIsNotNeededWhereNoRateIsKnown() {
        open2();
        paths.rateBitsPerSecond(1, 0).fullMask(1 << 1);
        assertThat(chosenAtMs(1_000)).isEqualTo(2);
        assertThat(chosenAtMs(6_000)).isEqualTo(WAITS);
    }

    @Test
    void goesOnWithTheNextWhenTheFirstLeaves() {
        assertThat(chosenAtMs(0)).isEqualTo(1);
        paths.usableOnly(0, 2);
        assertThat(chosenAtMs(1)).isEqualTo(2);
        paths.usableOnly(0);
        assertThat(chosenAtMs(2)).isZero();
    }

    private void open2() {
        paths.fullMask(1 << 1).waitNs(11 * MS);
        chosenAtMs(0);
        assertThat(chosenAtMs(200)).isEqualTo(2);
        paths.fullMask(0).waitNs(0);
    }

    private int chosenAtMs(long nowMs) {
        FakeRun run = new FakeRun();
        long placement = balancer.place(paths.nowNs(nowMs * MS), run);
        check(placement, paths, run);
        return placement == Balancer.WAIT ? WAITS : Integer.numberOfTrailingZeros(Placement.pathMask(placement));
    }
}
