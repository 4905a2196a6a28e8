package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;

class TrainReadingTest {
    private static final long MS = 1_000_000L;
    private static final int PACKETS = 40;
    private static final int PACKET_BYTES = 1_480;
    private static final long DELAY_NS = 25 * MS;

    private final AckTrail trail = new AckTrail();
    private final TrainReading reading = new TrainReading();
    private long nowNs = 1_000 * MS;
    private long sentOctets;
    private long arrivedOctets;
    private double leastBitsPerSecond;

    private void train(double bitsPerSecond, int each) {
        train(bitsPerSecond, each, 0);
    }

    /** A train over a link of this rate, every {@code each}th packet acknowledged. */
    private void train(double bitsPerSecond, int each, long jitterNs) {
        long beginNs = nowNs;
        for (int i = 1; i <= PACKETS; i++) {
            sentOctets += PACKET_BYTES;
            arrivedOctets += PACKET_BYTES;
            if (i % each == 0) {
                long arrivedNs = beginNs + DELAY_NS + (long) (i * PACKET_BYTES * 8e9 / bitsPerSecond);
                trail.add(beginNs, arrivedNs, sentOctets, arrivedOctets, arrivedNs - beginNs);
            }
        }
        reading.read(trail, beginNs, jitterNs, leastBitsPerSecond);
        nowNs += 1_000 * MS;
    }

    @Test
    void readsTheRateOfTheLinkFromOneTrain() {
        for (double mbit : new double[] {0.5, 2, 20, 50, 300}) {
            reading.reset();
            train(mbit * 1e6, 2);
            assertThat(reading.bitsPerSecond()).isCloseTo(mbit * 1e6, within(mbit * 1e4));
            assertThat(reading.isOpen()).isFalse();
        }
    }

    @Test
    void looksOnlyAtTheAcknowledgmentsOfTheTrain() {
        train(1e6, 2);
        reading.reset();
        train(80e6, 2);
        assertThat(reading.bitsPerSecond()).isCloseTo(80e6, Percentage.withPercentage(1));
    }

    @Test
    void asksForThreeTrainsWhenTheReceiverReadAllAtOnceAndBelievesTheMiddleOne() {
        assertThat(reading.isOpen()).isTrue();
        train(40e6, PACKETS / 3);
        assertThat(reading.isOpen()).isTrue();
        assertThat(reading.bitsPerSecond()).isCloseTo(40e6, Percentage.withPercentage(1));
        train(900e6, PACKETS / 3);
        assertThat(reading.isOpen()).isTrue();
        train(50e6, PACKETS / 2);
        assertThat(reading.isOpen()).isFalse();
        assertThat(reading.bitsPerSecond()).isCloseTo(50e6, Percentage.withPercentage(1));
    }

    @Test
    void asksForThreeTrainsWhenJitterMovesTheEndsOfATrain() {
        train(40e6, 2, 2 * MS);
        assertThat(reading.isOpen()).isTrue();
        train(30e6, 2, 2 * MS);
        assertThat(reading.isOpen()).isTrue();
        train(45e6, 2, 2 * MS);
        assertThat(reading.isOpen()).isFalse();
        assertThat(reading.bitsPerSecond()).isCloseTo(40e6, Percentage.withPercentage(1));
    }

    @Test
    void takesALaterTrainForANewBeginningOnceItsReadingIsClosed() {
        for (int i = 0; i < 3; i++) {
            train(40e6, PACKETS / 3);
        }
        train(15e6, 2);
        assertThat(reading.bitsPerSecond()).isCloseTo(15e6, Percentage.withPercentage(1));
        assertThat(reading.isOpen()).isFalse();
    }

    @Test
    void countsWhatWasLostBehindTheBottleneckAsCarriedByIt() {
        long beginNs = nowNs;
        for (int i = 1; i <= PACKETS; i++) {
            sentOctets += PACKET_BYTES;
            arrivedOctets += i % 5 == 0 ? 0 : PACKET_BYTES;
            if (i % 5 != 0) {
                long arrivedNs = beginNs + DELAY_NS + (long) (i * PACKET_BYTES * 8e9 / 20e6);
                trail.add(beginNs, arrivedNs, sentOctets, arrivedOctets, arrivedNs - beginNs);
            }
        }
        reading.read(trail, beginNs, 0, 0);
        assertThat(reading.bitsPerSecond()).isCloseTo(20e6, Percentage.withPercentage(1));
    }

    @Test
    void learnsNothingFromOneAcknowledgmentAndGivesUpAfterThreeTrains() {
        train(40e6, PACKETS);
        train(40e6, PACKETS);
        assertThat(reading.isOpen()).isTrue();
        train(40e6, PACKETS + 1);
        assertThat(reading.bitsPerSecond()).isZero();
        assertThat(reading.isOpen()).isFalse();
    }

    @Test
    void takesATrainAcknowledgedAtOnceForTheLeastThePathCarries() {
        leastBitsPerSecond = 700e6;
        train(40e9, PACKETS);
        assertThat(reading.bitsPerSecond()).isEqualTo(700e6);
        assertThat(reading.isOpen()).isTrue();
    }

    @Test
    void believesWhatArrivedInItsTimeWhereTheFirstAcknowledgmentCoversAlmostAll() {
        leastBitsPerSecond = 700e6;
        train(40e9, PACKETS / 2 - 1);
        assertThat(reading.bitsPerSecond()).isGreaterThanOrEqualTo(700e6);
    }

    @Test
    void believesNoRateThatTheClockCannotTell() {
        train(1e12, 2);
        assertThat(reading.bitsPerSecond()).isLessThanOrEqualTo(PACKETS * PACKET_BYTES * 8 / 0.000_5);
    }

    @Test
    void beginsAnewWhenThePathMayBeAnother() {
        train(5e6, 2);
        reading.reset();
        assertThat(reading.isOpen()).isTrue();
        assertThat(reading.bitsPerSecond()).isZero();
        train(30e6, 2);
        assertThat(reading.bitsPerSecond()).isCloseTo(30e6, Percentage.withPercentage(1));
    }

    @Test
    void allocatesNothing() {
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        reading.reset();
                        train(30e6, 2);
                    }
                }))
                .isZero();
    }
}
