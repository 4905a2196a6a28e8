package org.multiwanbond.balancer.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;

class FailoverTest extends BalancerContract {
    private static final long SECOND = 1_000_000_000;

    private final Balancer balancer = factory().create();
    private final FakePathTable paths = new FakePathTable().priority(0, 1).priority(1, 0);

    @Override
    protected BalancerFactory factory() {
        return new Failover();
    }

    @Test
    void takesTheBestPriorityAndOfEqualOnesTheLeastDelay() {
        paths.priority(2, 0).oneWayDelayNs(0, 5).oneWayDelayNs(1, 30).oneWayDelayNs(2, 20);
        assertThat(chosenAt(0, 0, 1, 2)).isEqualTo(2);
    }

    @Test
    void staysWhileItsPathLastsThoughAnotherIsFaster() {
        paths.priority(2, 0).oneWayDelayNs(1, 30).oneWayDelayNs(2, 40);
        assertThat(chosenAt(0, 1, 2)).isEqualTo(1);
        paths.oneWayDelayNs(2, 1);
        assertThat(chosenAt(100, 1, 2)).isEqualTo(1);
    }

    @Test
    void switchesAtOnceAndReturnsAfterTenSecondsOfStability() {
        assertThat(chosenAt(0, 0, 1)).isEqualTo(1);
        assertThat(chosenAt(1, 0)).isZero();
        assertThat(chosenAt(2, 0, 1)).isZero();
        assertThat(chosenAt(11, 0, 1)).isZero();
        assertThat(chosenAt(12, 0, 1)).isEqualTo(1);
    }

    @Test
    void countsAnewForAPathThatComesAndGoes() {
        assertThat(chosenAt(0, 0)).isZero();
        for (long second = 1; second < 60; second += 6) {
            assertThat(chosenAt(second, 0, 1)).isZero();
            assertThat(chosenAt(second + 5, 0)).isZero();
        }
        assertThat(chosenAt(70, 0, 1)).isZero();
        assertThat(chosenAt(80, 0, 1)).isEqualTo(1);
    }

    @Test
    void usesAnUnstablePathRatherThanNone() {
        assertThat(chosenAt(0, 0)).isZero();
        assertThat(chosenAt(1, 0, 1)).isZero();
        assertThat(chosenAt(2, 1)).isEqualTo(1);
    }

    private int chosenAt(long second, int... usable) {
        paths.usableOnly(usable).nowNs(second * SECOND);
        long placement = balancer.place(paths, new FakeRun().of(3, 4200));
        assertThat(Placement.packets(placement)).isEqualTo(3);
        return Integer.numberOfTrailingZeros(Placement.pathMask(placement));
    }
}
