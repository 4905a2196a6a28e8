package org.multiwanbond.balancer.weighted;

import static org.multiwanbond.tck.MixedTraffic.assertShares;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.MixedTraffic;

class WeightedRandomTest extends BalancerContract {
    @Override
    protected BalancerFactory factory() {
        return new WeightedRandom();
    }

    @Test
    void drawsPathsByWeight() {
        FakePathTable paths = new FakePathTable()
                .usableOnly(0, 1, 2)
                .weight(0, 50)
                .weight(1, 30)
                .weight(2, 20);
        assertShares(new MixedTraffic().place(factory().create(), paths, 100_000), 0.5, 0.3, 0.2);
    }
}
