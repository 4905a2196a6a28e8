package org.multiwanbond.balancer.bonding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;

class BondingTest extends BalancerContract {
    private static final long MS = 1_000_000;
    private static final long MBIT = 1_000_000;

    private final Balancer balancer = factory().create();
    private final FakePathTable paths = new FakePathTable().usableOnly(0, 1, 2);

    @Override
    protected BalancerFactory factory() {
        return new Bonding();
    }

    @Test
    void takesThePathWhereBacklogSendingTimeAndDelayTogetherAreLeast() {
        path(0, 100, 10).backlogNs(0, 4 * MS);
        path(1, 1, 8);
        path(2, 20, 13);
        assertThat(chosen(new FakeRun())).as("13.56 ms, before 14.1 and 19.2").isEqualTo(2);
        assertThat(chosen(new FakeRun().of(1, 100)))
                .as("8.8 ms for a short one")
                .isEqualTo(1);
        paths.backlogNs(0, 3 * MS);
        assertThat(chosen(new FakeRun())).as("13.1 ms").isZero();
    }

    @Test
    void leavesAPathOutThatIsMoreThan150MsSlower() {
        path(0, 50, 10).fullMask(1 << 0);
        path(1, 50, 160);
        path(2, 50, 161);
        assertThat(chosen(new FakeRun())).isEqualTo(1);
        paths.fullMask(1 << 0 | 1 << 1);
        assertThat(place(new FakeRun())).isEqualTo(Balancer.WAIT);
        paths.usableOnly(2);
        assertThat(chosen(new FakeRun())).as("it is all there is").isEqualTo(2);
    }

    @Test
    void leavesAPathOutThatLosesMoreThanATenth() {
        path(0, 50, 10).lossPercent(0, 10.1);
        path(1, 50, 20).lossPercent(1, 10);
        path(2, 50, 400).lossPercent(2, 50);
        assertThat(chosen(new FakeRun())).isEqualTo(1);
        paths.lossPercent(1, 11);
        assertThat(chosen(new FakeRun()))
                .as("all lose, and the fast ones count")
                .isZero();
        paths.fullMask(1 << 0 | 1 << 1);
        assertThat(place(new FakeRun())).isEqualTo(Balancer.WAIT);
    }

    @Test
    void copiesTheFirstPacketsOfAFlowThatGoByALossyPath() {
        path(0, 50, 10).recentLossPercent(0, 1);
        path(1, 50, 40);
        path(2, 50, 20);
        FakeRun young = new FakeRun().of(2, 2_800).young(true);
        assertThat(place(young)).isEqualTo(Placement.onAll(1 << 0 | 1 << 2, 2));
        paths.fullMask(1 << 2);
        assertThat(place(young)).isEqualTo(Placement.onAll(1 << 0 | 1 << 1, 2));
        paths.fullMask(1 << 1 | 1 << 2);
        assertThat(chosen(young)).as("no room for copies").isZero();
        paths.fullMask(0).waitNs(6 * MS);
        assertThat(chosen(young)).as("others wait").isZero();
        paths.waitNs(0).recentLossPercent(0, 0.9);
        assertThat(chosen(young)).as("little is lost").isZero();
        paths.recentLossPercent(0, 5);
        assertThat(chosen(new FakeRun())).as("not young").isZero();
        paths.usableOnly(0);
        assertThat(chosen(young)).as("the only path").isZero();
    }

    @Test
    void prefersASlowPathToOneThatLoses() {
        path(0, 50, 10).lossPercent(0, 20).usableOnly(0, 1);
        path(1, 50, 300);
        assertThat(chosen(new FakeRun())).isEqualTo(1);
    }

    @Test
    void waitsForRoomUnlessTheRunIsSparse() {
        path(0, 50, 10);
        path(1, 30, 25);
        path(2, 20, 40).fullMask(1 << 0 | 1 << 1);
        assertThat(chosen(new FakeRun())).isEqualTo(2);
        assertThat(chosen(new FakeRun().sparse(true))).isZero();
        paths.fullMask(7);
        assertThat(place(new FakeRun())).isEqualTo(Balancer.WAIT);
        assertThat(chosen(new FakeRun().sparse(true))).isZero();
    }

    @Test
    void placesWhatThePathSendsInHalfAMillisecond() {
        path(0, 1_000, 1);
        FakeRun run = new FakeRun().of(64, 64 * 1400);
        assertThat(Placement.packets(place(run))).as("62 500 octets").isEqualTo(44);
        paths.rateBitsPerSecond(0, 50 * MBIT).usableOnly(0);
        assertThat(Placement.packets(place(run))).as("3 125 octets").isEqualTo(2);
        paths.rateBitsPerSecond(0, MBIT);
        assertThat(Placement.packets(place(run))).isEqualTo(1);
    }

    @Test
    void takesAnUnknownRateForTheLeastKnownOne() {
        path(0, 0, 10).usableOnly(0, 1);
        path(1, 20, 10).backlogNs(0, 1);
        assertThat(chosen(new FakeRun())).isEqualTo(1);
        paths.backlogNs(0, 0).backlogNs(1, 1);
        long placement = place(new FakeRun().of(64, 64 * 100));
        assertThat(placement).as("1 250 octets at 20 Mbit/s").isEqualTo(Placement.on(0, 12));
    }

    @Test
    void takesAnUnknownDelayForTheLeastKnownOne() {
        path(0, 20, 0);
        path(1, 20, 500);
        path(2, 20, 510).fullMask(1 << 0 | 1 << 1);
        assertThat(chosen(new FakeRun())).isEqualTo(2);
        paths.fullMask(0).backlogNs(0, 1);
        assertThat(chosen(new FakeRun())).isEqualTo(1);
    }

    @Test
    void usesPrimaryAndSecondaryPathsAlike() {
        path(0, 50, 11).priority(0, 0);
        path(1, 50, 10).priority(1, 1);
        path(2, 50, 12).priority(2, 2);
        assertThat(chosen(new FakeRun())).isEqualTo(1);
    }

    private FakePathTable path(int path, long rateMbit, long delayMs) {
        return paths.rateBitsPerSecond(path, rateMbit * MBIT).oneWayDelayNs(path, delayMs * MS);
    }

    private int chosen(FakeRun run) {
        return Integer.numberOfTrailingZeros(Placement.pathMask(place(run)));
    }

    private long place(FakeRun run) {
        long placement = balancer.place(paths, run);
        check(placement, paths, run);
        return placement;
    }
}
