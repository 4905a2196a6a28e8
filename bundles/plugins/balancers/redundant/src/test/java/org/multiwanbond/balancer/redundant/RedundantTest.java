package org.multiwanbond.balancer.redundant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;

class RedundantTest extends BalancerContract {
    @Override
    protected BalancerFactory factory() {
        return new Redundant();
    }

    @Test
    void copiesTheWholeRunOnEveryUsablePath() {
        FakePathTable paths = new FakePathTable().usableOnly(0, 3, 15).lossPercent(3, 30);
        assertThat(factory().create().place(paths, new FakeRun().of(64, 6_400)))
                .isEqualTo(Placement.onAll(1 | 1 << 3 | 1 << 15, 64));
    }

    @Test
    void letsThePeerDeliverWhatComesFirst() {
        assertThat(factory().create().keepsOrder()).isFalse();
    }
}
