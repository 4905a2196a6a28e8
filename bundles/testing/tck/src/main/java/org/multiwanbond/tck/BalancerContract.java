package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.api.balancer.Balancer.WAIT;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.TrafficClass;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.path.PathTable;

/** What every balancer keeps, whatever its strategy. */
public abstract class BalancerContract {
    private static final int QUESTIONS = 20_000;
    private static final int ALL_PATHS = (1 << PathTable.LIMIT) - 1;

    /** Most packets the engine puts in one run: the pieces of one 64 KiB segment, rounded up. */
    private static final int RUN_PACKETS = 64;

    protected abstract BalancerFactory factory();

    @Test
    void waitsWhileNoPathIsUsable() {
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable();
        assertThat(balancer.place(paths, new FakeRun().of(RUN_PACKETS, RUN_PACKETS * 1400)))
                .isEqualTo(WAIT);
        paths.usableOnly(2);
        balancer.place(paths, new FakeRun());
        paths.usableOnly();
        assertThat(balancer.place(paths, new FakeRun())).isEqualTo(WAIT);
    }

    @Test
    void placesOnTheOnlyUsablePathWhileItIsIdle() {
        for (int path = 0; path < PathTable.LIMIT; path++) {
            FakePathTable paths = new FakePathTable().usableOnly(path);
            long placement = factory().create().place(paths, new FakeRun().of(3, 4200));
            assertThat(Placement.pathMask(placement)).isEqualTo(1 << path);
            assertThat(Placement.packets(placement)).isBetween(1, 3);
        }
    }

    @Test
    void staysInsideTheUsablePathsAndTheRun() {
        Random random = Seed.random("staysInsideTheUsablePathsAndTheRun");
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable();
        FakeRun run = new FakeRun();
        for (int question = 0; question < QUESTIONS; question++) {
            change(paths, random);
            change(run, random);
            check(balancer.place(paths, run), paths, run);
        }
    }

    @Test
    void leavesAPathThatIsGoneAtOnce() {
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable();
        FakeRun run = new FakeRun().flowHash(1);
        for (int question = 0; question < QUESTIONS; question++) {
            paths.usableMask(ALL_PATHS).nowNs(question * 10_000_000L);
            int chosen = Placement.pathMask(balancer.place(paths, run));
            int left = chosen == ALL_PATHS ? 1 : ALL_PATHS & ~chosen;
            check(balancer.place(paths.usableMask(left), run), paths, run);
        }
    }

    @Test
    void neverWaitsWhileEveryPathHasRoom() {
        Random random = Seed.random("neverWaitsWhileEveryPathHasRoom");
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable();
        FakeRun run = new FakeRun();
        for (int question = 0; question < QUESTIONS; question++) {
            change(paths, random);
            change(run, random);
            long placement = balancer.place(paths.fullMask(0), run);
            assertThat(placement == WAIT)
                    .as("waits though %d paths have room", paths.usableCount())
                    .isEqualTo(paths.usableCount() == 0);
        }
    }

    @Test
    void survivesTheExtremesOfEveryValue() {
        long[] extremes = {0, 1, Integer.MAX_VALUE, Long.MAX_VALUE / 2, Long.MAX_VALUE};
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable().usableMask(ALL_PATHS);
        FakeRun run = new FakeRun();
        for (long extreme : extremes) {
            for (int path = 0; path < PathTable.LIMIT; path++) {
                setAll(paths, path, path % 2 == 0 ? extreme : 0);
            }
            paths.nowNs(extreme);
            check(balancer.place(paths, run.of(1, 0)), paths, run);
            check(balancer.place(paths, run.of(RUN_PACKETS, RUN_PACKETS * 65_535)), paths, run);
        }
    }

    @Test
    void sharesNoStateBetweenInstances() {
        BalancerFactory factory = factory();
        Balancer alone = factory.create();
        Balancer watched = factory.create();
        Balancer other = factory.create();
        Random random = Seed.random("sharesNoStateBetweenInstances");
        FakePathTable paths = new FakePathTable();
        FakeRun run = new FakeRun();
        for (int question = 0; question < QUESTIONS; question++) {
            change(paths, random);
            change(run, random);
            long expected = alone.place(paths, run);
            assertThat(watched.place(paths, run))
                    .as("the same questions have the same answers, whatever another balancer is asked")
                    .isEqualTo(expected);
            if (random.nextBoolean()) {
                change(paths, random);
                change(run, random);
                other.place(paths, run);
            }
        }
    }

    @Test
    void doesNotAllocate() {
        Balancer balancer = factory().create();
        FakePathTable paths = new FakePathTable();
        FakeRun run = new FakeRun();
        long bytes = Allocations.steadyBytes(() -> {
            for (int question = 0; question < QUESTIONS; question++) {
                paths.usableMask(question * 31 & ALL_PATHS).nowNs(question * 100_000L);
                balancer.place(paths, run.flowHash(question).of(1 + question % RUN_PACKETS, 64 + question));
            }
        });
        assertThat(bytes).as("octets allocated by %d answers", QUESTIONS).isZero();
    }

    /** Checks one answer by the law; for tests of one balancer too. */
    protected static void check(long placement, PathTable paths, FakeRun run) {
        if (placement == WAIT) {
            return;
        }
        int usable = 0;
        for (int position = 0; position < paths.usableCount(); position++) {
            usable |= 1 << paths.usable(position);
        }
        int mask = Placement.pathMask(placement);
        assertThat(mask).as("a placement names a path").isNotZero();
        assertThat(mask & ~usable).as("paths chosen though they are not usable").isZero();
        assertThat(Placement.packets(placement)).as("packets placed").isBetween(1, run.packets());
    }

    private static void change(FakePathTable paths, Random random) {
        if (random.nextInt(4) == 0) {
            paths.usableMask(random.nextInt() & random.nextInt() & ALL_PATHS);
        }
        int path = random.nextInt(PathTable.LIMIT);
        paths.weight(path, 1 + random.nextInt(1000))
                .rateBitsPerSecond(path, random.nextInt(3) * (long) random.nextInt(1_000_000_000))
                .oneWayDelayNs(path, random.nextInt(500_000_000))
                .backlogNs(path, random.nextInt(100_000_000))
                .lossPercent(path, random.nextDouble() * 100)
                .recentBytes(path, random.nextInt(1_000_000_000))
                .priority(path, random.nextInt(3))
                .queueDelayNs(path, random.nextInt(50_000_000))
                .fullMask(random.nextInt() & ALL_PATHS)
                .waitNs(random.nextInt(50_000_000))
                .nowNs(paths.nowNs() + random.nextInt(1_000_000));
    }

    private static void change(FakeRun run, Random random) {
        int packets = 1 + random.nextInt(RUN_PACKETS);
        run.of(packets, packets * (20 + random.nextInt(1400)))
                .sparse(packets == 1 && random.nextBoolean())
                .flowHash(random.nextInt())
                .trafficClass(random.nextInt(TrafficClass.COUNT));
    }

    private static void setAll(FakePathTable paths, int path, long value) {
        paths.weight(path, (int) Math.max(1, Math.min(Integer.MAX_VALUE, value)))
                .rateBitsPerSecond(path, value)
                .oneWayDelayNs(path, value)
                .backlogNs(path, value)
                .lossPercent(path, Math.min(100, value))
                .recentBytes(path, value)
                .queueDelayNs(path, value)
                .waitNs(value)
                .priority(path, (int) Math.min(2, value));
    }
}
