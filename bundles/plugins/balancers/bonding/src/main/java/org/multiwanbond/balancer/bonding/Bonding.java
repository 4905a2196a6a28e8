package org.multiwanbond.balancer.bonding;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.EarliestDelivery;
import org.multiwanbond.api.balancer.support.EarlyCopies;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.path.PathTable;
import org.osgi.service.component.annotations.Component;

/**
 * Adds the usable paths up: each packet goes where it arrives first, and waits while no path that helps has room. The first
 * packets of a flow are copied if their path loses some. Ranked
 * first, so that it is used while the mode of the settings is missing. Thread-safe.
 */
@Component(property = {BalancerFactory.MODE + "=bonding", "service.ranking:Integer=1"})
public final class Bonding implements BalancerFactory {
    @Override
    public Balancer create() {
        return new Earliest();
    }

    /** Confined to the session's send thread. */
    @HotPath
    private static final class Earliest implements Balancer {
        @Override
        public long place(PathTable paths, Run run) {
            int mask = PathMask.together(paths);
            return EarlyCopies.add(paths, run, EarliestDelivery.place(paths, run, mask), mask);
        }
    }
}
