package org.multiwanbond.balancer.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.api.TrafficClass;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.FakeRun;

class StreamingTest extends BalancerContract {
    private static final long MS = 1_000_000;
    private static final long MBIT = 1_000_000;
    private static final int BEST = 1 << 1;
    private static final int BEST_TWO = 1 << 1 | 1 << 2;

    private final Balancer balancer = factory().create();
    private final FakePathTable paths = new FakePathTable().usableOnly(0, 1, 2);

    StreamingTest() {
        path(0, 50, 40);
        path(1, 30, 10);
        path(2, 20, 25);
    }

    @Override
    protected BalancerFactory factory() {
        return new Streaming();
    }

    @ParameterizedTest
    @ValueSource(ints = {TrafficClass.REAL_TIME, TrafficClass.INTERACTIVE})
    void copiesSmallTrafficOnTheTwoBestPaths(int trafficClass) {
        assertThat(mask(trafficClass)).isEqualTo(BEST_TWO);
        paths.backlogNs(2, 16 * MS);
        assertThat(mask(trafficClass)).isEqualTo(1 << 1 | 1 << 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {TrafficClass.BULK, TrafficClass.STREAMING, TrafficClass.BACKGROUND})
    void placesTheRestOnce(int trafficClass) {
        assertThat(mask(trafficClass)).isEqualTo(BEST);
    }

    @Test
    void copiesOnlyWhereItIsFastAndClean() {
        paths.lossPercent(2, 20).oneWayDelayNs(0, 200 * MS);
        assertThat(mask(TrafficClass.REAL_TIME)).isEqualTo(BEST);
    }

    @Test
    void copiesOnPathsWithRoomUnlessTheRunIsSparse() {
        paths.fullMask(1 << 2);
        assertThat(mask(TrafficClass.REAL_TIME)).isEqualTo(1 << 1 | 1 << 0);
        paths.fullMask(1 << 2 | 1 << 0);
        assertThat(mask(TrafficClass.REAL_TIME)).isEqualTo(BEST);
        FakeRun sparse = new FakeRun().trafficClass(TrafficClass.REAL_TIME).sparse(true);
        assertThat(Placement.pathMask(balancer.place(paths, sparse))).isEqualTo(BEST_TWO);
        paths.fullMask(7);
        assertThat(mask(TrafficClass.REAL_TIME)).isZero();
    }

    @Test
    void stopsCopyingAtATenthOfTheSecondPath() {
        assertThat(maskAfter(TrafficClass.REAL_TIME, 1_900_000)).isEqualTo(BEST_TWO);
        assertThat(maskAfter(TrafficClass.REAL_TIME, 2_100_000)).isEqualTo(BEST);
        assertThat(maskAfter(TrafficClass.REAL_TIME, 1_900_000)).isEqualTo(BEST_TWO);
    }

    @Test
    void copiesRealTimeTrafficBeforeInteractive() {
        assertThat(maskAfter(TrafficClass.INTERACTIVE, 2_100_000)).isEqualTo(BEST);
        assertThat(mask(TrafficClass.REAL_TIME)).isEqualTo(BEST_TWO);
    }

    /** What is answered after 10 s of so many bit/s in a thousand packets a second. */
    private int maskAfter(int trafficClass, int bitsPerSecond) {
        int mask = 0;
        for (int packet = 0; packet < 10_000; packet++) {
            paths.nowNs(paths.nowNs() + MS);
            FakeRun run = new FakeRun().trafficClass(trafficClass).of(1, bitsPerSecond / 8_000);
            mask = Placement.pathMask(balancer.place(paths, run));
        }
        return mask;
    }

    private int mask(int trafficClass) {
        FakeRun run = new FakeRun().trafficClass(trafficClass).of(1, 200);
        return Placement.pathMask(balancer.place(paths, run));
    }

    private void path(int path, long rateMbit, long delayMs) {
        paths.rateBitsPerSecond(path, rateMbit * MBIT).oneWayDelayNs(path, delayMs * MS);
    }
}
