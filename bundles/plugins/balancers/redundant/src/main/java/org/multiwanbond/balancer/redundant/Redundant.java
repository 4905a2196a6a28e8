package org.multiwanbond.balancer.redundant;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.path.PathTable;
import org.osgi.service.component.annotations.Component;

/** Sends a copy of every packet on every usable path; the first to arrive counts. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=redundant")
public final class Redundant implements BalancerFactory {
    @Override
    public Balancer create() {
        return new Copies();
    }

    /** Confined to the session's send thread. */
    @HotPath
    private static final class Copies implements Balancer {
        @Override
        public long place(PathTable paths, Run run) {
            int usable = PathMask.usable(paths);
            return usable == 0 ? WAIT : Placement.onAll(usable, run.packets());
        }

        /** The copies are there instead of waiting: what comes first is delivered at once. */
        @Override
        public boolean keepsOrder() {
            return false;
        }
    }
}
