package org.multiwanbond.balancer.weighted;

import java.util.SplittableRandom;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.balancer.support.PathMask;
import org.multiwanbond.api.path.PathTable;
import org.osgi.service.component.annotations.Component;

/**
 * Draws a usable path for each packet, with the probability of its weight in the sum. The shares are those of
 * {@link Weighted} in the long run; in between they stray by the square root of the number of packets. Thread-safe.
 */
@Component(property = BalancerFactory.MODE + "=weighted-random")
public final class WeightedRandom implements BalancerFactory {
    @Override
    public Balancer create() {
        return new Lots();
    }

    /** Confined to the session's send thread. */
    @HotPath
    private static final class Lots implements Balancer {
        /** Any number: what counts is that the shares come out, and a lot is not a secret. */
        private static final long SEED = 1;

        private final SplittableRandom random = new SplittableRandom(SEED);

        @Override
        public long place(PathTable paths, Run run) {
            int usable = PathMask.usable(paths);
            return usable == 0 ? WAIT : Placement.on(drawn(paths, usable), 1);
        }

        private int drawn(PathTable paths, int mask) {
            double sum = 0;
            for (int rest = mask; rest != 0; rest &= rest - 1) {
                sum += paths.weight(Integer.numberOfTrailingZeros(rest));
            }
            double left = random.nextDouble() * sum;
            int path = Integer.numberOfTrailingZeros(mask);
            for (int rest = mask; rest != 0 && left >= 0; rest &= rest - 1) {
                path = Integer.numberOfTrailingZeros(rest);
                left -= paths.weight(path);
            }
            return path;
        }
    }
}
