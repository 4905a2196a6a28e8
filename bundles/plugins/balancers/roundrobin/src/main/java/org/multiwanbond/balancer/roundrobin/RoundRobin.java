package org.multiwanbond.balancer.roundrobin;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.path.PathTable;
import org.osgi.service.component.annotations.Component;

/** Takes the usable paths in turn, one packet each, whatever the flow. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=round-robin")
public final class RoundRobin implements BalancerFactory {
    @Override
    public Balancer create() {
        return new Turn();
    }

    /** Confined to the session's send thread. */
    @HotPath
    private static final class Turn implements Balancer {
        private int last;

        @Override
        public long place(PathTable paths, Run run) {
            int count = paths.usableCount();
            if (count == 0) {
                return WAIT;
            }
            last = (last + 1) % count;
            return Placement.on(paths.usable(last), 1);
        }
    }
}
