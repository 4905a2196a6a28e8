package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class PacerTest {
    private static final long MS = 1_000_000L;
    private static final double MBIT = 1e6;
    /** A millisecond at 12 Mbit/s. */
    private static final int PACKET_BYTES = 1_500;

    /** Time a late thread may make up for, as the issue of queues of 4 ms at most leaves it. */
    private static final int CREDIT_MS = 5;

    private final Grain grain = new Grain();
    private final Pacer pacer = new Pacer(grain);
    private long nowNs = 1_000 * MS;

    PacerTest() {
        pacer.rate(12 * MBIT);
    }

    /** Sends as long as there is room; how many packets. */
    private int fill() {
        int packets = 0;
        while (pacer.hasRoom(nowNs)) {
            pacer.spend(PACKET_BYTES, nowNs);
            packets++;
        }
        return packets;
    }

    @Test
    void givesThePathTwoMillisecondsAheadAndNoMore() {
        fill();
        assertThat(pacer.backlogNs(nowNs)).isBetween(Pacer.AHEAD_NS, Pacer.AHEAD_NS + MS);
        nowNs += MS / 2;
        fill();
        for (int i = 0; i < 1_000; i++) {
            nowNs += MS;
            assertThat(fill()).isEqualTo(1);
            assertThat(pacer.backlogNs(nowNs)).isBetween(Pacer.AHEAD_NS, Pacer.AHEAD_NS + MS);
        }
    }

    @Test
    void onceFullWaitsForAWholeGrainAndKeepsTheRate() {
        for (int i = 0; i < 1_000; i++) {
            grain.count(false, true);
        }
        fill();
        long beginNs = nowNs;
        long packets = 0;
        for (int i = 0; i < 1_000; i++) {
            nowNs = pacer.roomNs() - 1;
            assertThat(fill()).isZero();
            nowNs++;
            int train = fill();
            assertThat(train).isBetween(4, 5);
            packets += train;
        }
        assertThat(packets).isBetween((nowNs - beginNs) / MS - 2, (nowNs - beginNs) / MS + 2);
    }

    @Test
    void tellsToTheNanosecondWhenThereIsRoom() {
        fill();
        assertThat(pacer.hasRoom(pacer.roomNs())).isTrue();
        assertThat(pacer.hasRoom(pacer.roomNs() - 1)).isFalse();
    }

    @Test
    void keepsTheRateHoweverLateTheThreadComesWithinTheCredit() {
        Random random = Seed.random("pacer");
        fill();
        long beginNs = nowNs;
        long packets = 0;
        while (nowNs - beginNs < 10_000 * MS) {
            nowNs += random.nextInt((int) (CREDIT_MS * MS));
            packets += fill();
        }
        assertThat(packets).isBetween((nowNs - beginNs) / MS - 2, (nowNs - beginNs) / MS + 2);
    }

    @Test
    void makesUpForNoLongerPause() {
        fill();
        nowNs += 500 * MS;
        assertThat(fill()).isBetween(CREDIT_MS + 2, CREDIT_MS + 3);
        nowNs += MS;
        assertThat(fill()).isLessThanOrEqualTo(1);
    }

    @Test
    void isNeverInDebtAfterASilence() {
        fill();
        nowNs += 100 * MS;
        assertThat(pacer.backlogNs(nowNs)).isZero();
        assertThat(pacer.hasRoom(nowNs)).isTrue();
    }

    @Test
    void takesANewRateForWhatIsGivenFromThenOn() {
        fill();
        pacer.rate(120 * MBIT);
        assertThat(pacer.bitsPerSecond()).isEqualTo(120 * MBIT);
        long packets = 0;
        for (int i = 0; i < 1_000; i++) {
            nowNs += MS;
            packets += fill();
        }
        assertThat(packets).isBetween(9_990L, 10_010L);
    }

    @Test
    void forgetsWhatWasGivenToAnotherRate() {
        pacer.rate(0.2 * MBIT);
        for (int i = 0; i < 40; i++) {
            pacer.spend(PACKET_BYTES, nowNs);
        }
        assertThat(pacer.backlogNs(nowNs)).isGreaterThan(2_000 * MS);
        pacer.reset(nowNs);
        assertThat(pacer.backlogNs(nowNs)).isEqualTo(Pacer.AHEAD_NS);
        assertThat(pacer.hasRoom(nowNs + 1)).isTrue();
    }

    @Test
    void holdsBackWhatComesAfterABurstThatIsPaidFor() {
        pacer.rate(12 * MBIT);
        pacer.pay(40 * MS, nowNs);
        assertThat(pacer.hasRoom(nowNs + 40 * MS - Pacer.AHEAD_NS)).isFalse();
        assertThat(pacer.hasRoom(nowNs + 40 * MS)).isTrue();
    }

    @Test
    void allocatesNothing() {
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        nowNs += MS;
                        pacer.rate(12 * MBIT + i);
                        fill();
                        nowNs = Math.max(nowNs, pacer.roomNs());
                    }
                }))
                .isZero();
    }
}
