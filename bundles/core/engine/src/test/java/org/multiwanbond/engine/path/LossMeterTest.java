package org.multiwanbond.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Seed;

class LossMeterTest {
    private final LossMeter losses = new LossMeter();
    private long number;
    private long nowNs;

    private void packet(boolean lost) {
        if (lost) {
            losses.lost(number, nowNs);
        } else {
            losses.arrived(nowNs);
        }
        number++;
        nowNs += 1_000_000;
    }

    @Test
    void saysNothingLastingOfAFewPackets() {
        for (int i = 0; i < 255; i++) {
            packet(i % 2 == 0);
        }
        assertThat(losses.lasting()).isZero();
        assertThat(losses.lately()).isGreaterThan(0.3);
        packet(false);
        assertThat(losses.lasting()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void isHardlyEverAboveTenPercentWhereFourAreLostInBursts() {
        Random random = Seed.random("isHardlyEverAboveTenPercentWhereFourAreLostInBursts");
        // Gilbert-Elliott with p = 1 %, r = 25 %: 3.85 % on average, four in a row.
        boolean bad = false;
        int above = 0;
        int aboveLately = 0;
        for (int i = 0; i < 200_000; i++) {
            bad = bad ? random.nextInt(4) != 0 : random.nextInt(100) == 0;
            packet(bad);
            above += i >= 2_000 && losses.lasting() >= 0.1 ? 1 : 0;
            aboveLately += i >= 2_000 && losses.lately() >= 0.1 ? 1 : 0;
        }
        // Of 4 000 seeds the worst had 491 and 793: the bounds fail once in 10^5 seeds or less.
        assertThat(above).isLessThan(1_000);
        assertThat(aboveLately).isGreaterThan(300);
        assertThat(losses.burstPackets()).isGreaterThan(2);
    }

    @Test
    void noticesAPathThatTurnsBad() {
        Random random = Seed.random("noticesAPathThatTurnsBad");
        for (int i = 0; i < 5_000; i++) {
            packet(false);
        }
        int packets = 0;
        while (losses.lasting() < 0.1) {
            packet(random.nextInt(10) < 3);
            packets++;
        }
        assertThat(packets).isLessThan(800);
    }

    @Test
    void forgetsWhatWasLostWhenProbesArriveForAWhile() {
        for (int i = 0; i < 1_999; i++) {
            packet(i % 3 == 0);
        }
        for (int probe = 0; probe < 29; probe++) {
            packet(false);
            nowNs += 49_000_000;
        }
        assertThat(losses.lasting()).isGreaterThan(0.1);
        packet(false);
        assertThat(losses.lasting()).isZero();
    }

    private void badFor(int count) {
        for (int i = 0; i < count; i++) {
            packet(i % 5 == 0);
        }
    }

    /** Probes, all of which arrive; answers after how many the path was pardoned. */
    private int probesUntilPardon() {
        int probes = 0;
        while (losses.lasting() > 0.05) {
            nowNs += 49_000_000;
            packet(false);
            probes++;
        }
        return probes;
    }

    @Test
    void judgesAPardonedPathSoonAndPardonsItLaterTheNextTime() {
        badFor(1_996);
        assertThat(probesUntilPardon()).isEqualTo(30);
        badFor(63);
        assertThat(losses.lasting()).isZero();
        badFor(1);
        assertThat(losses.lasting()).isGreaterThan(0.1);
        assertThat(probesUntilPardon()).isEqualTo(60);
        for (int i = 0; i < 2_048; i++) {
            packet(false);
        }
        badFor(1_996);
        assertThat(probesUntilPardon()).isEqualTo(30);
    }

    @Test
    void forgetsNothingOfABadPathThatIsInUse() {
        Random random = Seed.random("forgetsNothingOfABadPathThatIsInUse");
        for (int i = 0; i < 2_000; i++) {
            packet(random.nextInt(8) == 0);
        }
        for (int i = 0; i < 100_000; i++) {
            packet(random.nextInt(8) == 0);
            assertThat(losses.lasting()).isGreaterThan(0.05);
        }
    }

    @Test
    void takesBackWhatCameAfterAll() {
        for (int i = 0; i < 1_000; i++) {
            packet(i % 10 == 0);
        }
        double before = losses.lasting();
        losses.arrivedAfterAll();
        assertThat(losses.lasting()).isLessThan(before);
        losses.forget();
        assertThat(losses.lasting()).isZero();
        assertThat(losses.lately()).isZero();
        assertThat(losses.burstPackets()).isZero();
    }
}
