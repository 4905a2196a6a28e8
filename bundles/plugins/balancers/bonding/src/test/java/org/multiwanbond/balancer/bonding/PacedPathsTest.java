package org.multiwanbond.balancer.bonding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.tck.MixedTraffic.assertShares;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;
import org.multiwanbond.tck.Seed;

/** Three paths that send at 50, 30 and 20 Mbit/s, and packets that always wait. */
class PacedPathsTest {
    private static final double[] BYTES_PER_NS = {50 / 8e3, 30 / 8e3, 20 / 8e3};
    private static final long[] DELAYS_NS = {10_000_000, 25_000_000, 40_000_000};
    private static final long ROOM_NS = 4_000_000;
    private static final long STEP_NS = 100_000;
    private static final int PACKETS = 10_000;

    private final Random random = Seed.random("lengths of packets");
    private final FakePathTable paths = new FakePathTable().usableOnly(0, 1, 2);
    private final FakeRun run = new FakeRun();
    private final Balancer balancer = new Bonding().create();
    private final long[] busyUntilNs = new long[3];
    private final long[] bytes = new long[PathTable.LIMIT];
    private long idleNs;
    private long nowNs;

    @Test
    void areAllKeptBusyAndShareByRate() {
        int placed = 0;
        for (nowNs = 0; placed < PACKETS; nowNs += STEP_NS) {
            look();
            for (long placement = ask(); placement != Balancer.WAIT; placement = ask()) {
                give(Integer.numberOfTrailingZeros(Placement.pathMask(placement)), Placement.packets(placement));
                placed += Placement.packets(placement);
                look();
            }
        }
        assertShares(bytes, 0.5, 0.3, 0.2);
        assertThat(idleNs).isZero();
    }

    private long ask() {
        return balancer.place(paths, run.of(8, 8 * (100 + random.nextInt(1300))));
    }

    private void give(int path, int packets) {
        int lengthBytes = run.lengthBytes() / run.packets() * packets;
        bytes[path] += lengthBytes;
        idleNs += Math.max(0, nowNs - busyUntilNs[path]);
        busyUntilNs[path] = Math.max(nowNs, busyUntilNs[path]) + (long) (lengthBytes / BYTES_PER_NS[path]);
    }

    private void look() {
        int full = 0;
        for (int path = 0; path < 3; path++) {
            long backlogNs = Math.max(0, busyUntilNs[path] - nowNs);
            full |= backlogNs >= ROOM_NS ? 1 << path : 0;
            paths.backlogNs(path, backlogNs)
                    .oneWayDelayNs(path, DELAYS_NS[path])
                    .rateBitsPerSecond(path, (long) (BYTES_PER_NS[path] * 8e9));
        }
        paths.fullMask(full).nowNs(nowNs);
    }
}
