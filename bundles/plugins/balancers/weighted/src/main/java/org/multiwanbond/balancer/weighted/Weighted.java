package org.multiwanbond.balancer.weighted;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.SmoothShares;
import org.multiwanbond.api.path.PathTable;
import org.osgi.service.component.annotations.Component;

/** Takes the usable paths in proportion to their weights, counted in octets. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=weighted")
public final class Weighted implements BalancerFactory {
    @Override
    public Balancer create() {
        return new Shares();
    }

    /** Confined to the session's send thread. */
    @HotPath
    private static final class Shares implements Balancer {
        private final SmoothShares turns = new SmoothShares();
        private final double[] weights = new double[PathTable.LIMIT];

        @Override
        public long place(PathTable paths, Run run) {
            for (int position = paths.usableCount() - 1; position >= 0; position--) {
                int path = paths.usable(position);
                weights[path] = paths.weight(path);
            }
            return turns.place(paths, run, weights);
        }
    }
}
