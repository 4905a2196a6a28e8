package org.multiwanbond.balancer.adaptive;

import static org.multiwanbond.tck.MixedTraffic.assertShares;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.tck.BalancerContract;
import org.multiwanbond.tck.FakePathTable;
import org.multiwanbond.tck.MixedTraffic;

class AdaptiveTest extends BalancerContract {
    private static final int PACKETS = 10_000;
    private static final long MS = 1_000_000;

    private final MixedTraffic traffic = new MixedTraffic();
    private final Balancer balancer = factory().create();
    private final FakePathTable paths = new FakePathTable().usableOnly(0, 1).nowNs(1_000 * MS);

    @Override
    protected BalancerFactory factory() {
        return new Adaptive();
    }

    @Test
    void sharesBySquareOfFourTenthsWeightThreeDelayTwoLossOneFree() {
        paths.usableOnly(0, 1, 2);
        path(0, 50, 10, 0, 0.5);
        path(1, 30, 25, 1, 0);
        path(2, 20, 40, 7, 2);
        double first = 0.4 + 0.3 + 0.2 + 0.1 * 0.5;
        double second = 0.4 * 30 / 50 + 0.3 * 10 / 25 + 0.2 * 0.8 + 0.1;
        double third = 0.4 * 20 / 50 + 0.3 * 10 / 40;
        assertSquares(first, second, third);
    }

    @Test
    void countsWhatIsUnknownAsGood() {
        assertSquares(1, 1);
        paths.nowNs(2_000 * MS).usableOnly(2, 3).usableOnly(0, 1).oneWayDelayNs(0, 40 * MS);
        assertSquares(1, 1);
    }

    @Test
    void scoresTenTimesASecondAndTakesThreeTenthsOfANewScore() {
        assertSquares(1, 1);
        paths.lossPercent(1, 5).nowNs(1_099 * MS);
        assertSquares(1, 1);
        paths.nowNs(1_100 * MS);
        assertSquares(1, 1 - 0.3 * 0.2);
        assertSquares(1, 1 - 0.3 * 0.2);
        paths.nowNs(1_200 * MS);
        assertSquares(1, 1 - 0.51 * 0.2);
    }

    @Test
    void scoresAPathThatComesAtOnce() {
        assertSquares(1, 1);
        paths.usableOnly(0, 1, 2).lossPercent(2, 5);
        assertSquares(1, 1, 0.8);
    }

    @Test
    void forgetsTheScoreOfAPathThatLeft() {
        paths.lossPercent(1, 5);
        assertSquares(1, 0.8);
        traffic.place(balancer, paths.usableOnly(0), 100);
        paths.usableOnly(0, 1).lossPercent(1, 0);
        assertSquares(1, 1);
    }

    private void path(int path, int weight, long delayMs, double lossPercent, double use) {
        paths.weight(path, weight)
                .oneWayDelayNs(path, delayMs * MS)
                .lossPercent(path, lossPercent)
                .rateBitsPerSecond(path, 8_000_000)
                .recentBytes(path, (long) (1_000_000 * use));
    }

    private void assertSquares(double... scores) {
        double[] squares = DoubleStream.of(scores).map(score -> score * score).toArray();
        double sum = DoubleStream.of(squares).sum();
        double[] shares = DoubleStream.of(squares).map(square -> square / sum).toArray();
        assertShares(traffic.place(balancer, paths, PACKETS), shares);
    }
}
