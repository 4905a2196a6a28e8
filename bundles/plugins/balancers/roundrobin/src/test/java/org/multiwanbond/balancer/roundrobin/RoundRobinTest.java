package org.multiwanbond.balancer.roundrobin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;

class RoundRobinTest extends BalancerContract {
    @Override
    protected BalancerFactory factory() {
        return new RoundRobin();
    }

    @Test
    void visitsEveryPathOnceATurn() {
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable().usableOnly(0, 3, 15);
        for (int turn = 0; turn < 100; turn++) {
            int visited = 0;
            for (int path = 0; path < 3; path++) {
                long placement = balancer.place(paths, new FakeRun().of(64, 64 * 1400));
                assertThat(Placement.packets(placement)).isEqualTo(1);
                visited |= Placement.pathMask(placement);
            }
            assertThat(visited).isEqualTo(paths.usableMask());
        }
    }
}
