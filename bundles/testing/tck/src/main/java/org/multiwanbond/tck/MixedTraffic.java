package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.path.PathTable;

/**
 * Runs of packets of mixed sizes, for the tests of balancers that share by octets. Each run is placed to its end. Confined
 * to one thread.
 */
public final class MixedTraffic {
    /** Largest error of a path's share, as a part of that share. */
    public static final double SHARE_ERROR = 0.02;

    private static final int LONGEST_RUN = 44;

    private final Random random = Seed.random("packets of mixed sizes");
    private final Witness witness;

    /** Traffic nobody watches. */
    public MixedTraffic() {
        this((path, lengthBytes) -> {});
    }

    /** Traffic whose every placement on a path is told. */
    public MixedTraffic(Witness witness) {
        this.witness = witness;
    }

    /** Places at least {@code packets} packets and adds up the octets by path. */
    public long[] place(Balancer balancer, FakePathTable paths, int packets) {
        long[] bytes = new long[PathTable.LIMIT];
        int placed = 0;
        while (placed < packets) {
            int[] sizes = new int[1 + random.nextInt(LONGEST_RUN)];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = random.nextInt(3) == 0 ? 40 + random.nextInt(100) : 1400 - random.nextInt(300);
            }
            placeRun(balancer, paths, bytes, sizes);
            placed += sizes.length;
        }
        return bytes;
    }

    /** Asserts what part of all octets paths 0, 1, 2… got. */
    public static void assertShares(long[] bytes, double... shares) {
        double all = Arrays.stream(bytes).sum();
        for (int path = 0; path < shares.length; path++) {
            assertThat(bytes[path] / all)
                    .as("share of path %d", path)
                    .isCloseTo(shares[path], within(shares[path] * SHARE_ERROR));
        }
    }

    private void placeRun(Balancer balancer, FakePathTable paths, long[] bytes, int[] sizes) {
        FakeRun run = new FakeRun();
        int first = 0;
        while (first < sizes.length) {
            run.of(sizes.length - first, sum(sizes, first, sizes.length));
            long placement = balancer.place(paths, run);
            BalancerContract.check(placement, paths, run);
            int end = first + Placement.packets(placement);
            int path = Integer.numberOfTrailingZeros(Placement.pathMask(placement));
            int lengthBytes = sum(sizes, first, end);
            bytes[path] += lengthBytes;
            witness.placed(path, lengthBytes);
            first = end;
        }
    }

    private static int sum(int[] sizes, int from, int to) {
        return Arrays.stream(sizes, from, to).sum();
    }

    /** Told of every placement, before the next. Confined to the thread of the traffic. */
    @FunctionalInterface
    public interface Witness {
        void placed(int path, int lengthBytes);
    }
}
