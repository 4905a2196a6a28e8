package org.multiwanbond.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.ReplayWindow;
import org.multiwanbond.wire.control.AckFrame;

class SentLogTest {
    private static final long MS = 1_000_000L;

    private final SentLog log = new SentLog(new NoSink());
    private final ReplayWindow arrived = new ReplayWindow();
    private final AckFrame ack = new AckFrame();

    private long acknowledge(long lossAfterNs, long nowNs) {
        ack.fill(0, arrived, 0);
        return log.acknowledged(ack, lossAfterNs, nowNs);
    }

    @Test
    void findsAPacketLostWhenThreeLaterOnesWereAcknowledged() {
        for (int i = 0; i < 5; i++) {
            log.sent(i, 100, true, MS + i);
        }
        arrived.mark(2);
        assertThat(acknowledge(Long.MAX_VALUE, 10 * MS)).isEqualTo(MS + 2);
        assertThat(log.lostPackets()).isZero();
        arrived.mark(3);
        acknowledge(Long.MAX_VALUE, 10 * MS);
        assertThat(log.lostPackets()).isEqualTo(1);
        assertThat(log.inFlightBytes()).isEqualTo(200);
        assertThat(log.oldestSentNs()).isEqualTo(MS + 1);
    }

    @Test
    void findsAPacketLostWhenAYoungerOneWasAcknowledgedAndItsTimeIsOver() {
        log.sent(0, 100, true, MS);
        log.sent(1, 100, true, 2 * MS);
        arrived.mark(1);
        acknowledge(20 * MS, 20 * MS);
        assertThat(log.lostPackets()).isZero();
        acknowledge(20 * MS, 21 * MS);
        assertThat(log.lostPackets()).isEqualTo(1);
        assertThat(log.hasInFlight()).isFalse();
    }

    @Test
    void believesNoAcknowledgmentOfWhatWasNotSent() {
        log.sent(0, 100, true, MS);
        arrived.mark(0);
        arrived.mark(9);
        assertThat(acknowledge(Long.MAX_VALUE, 2 * MS)).isZero();
        assertThat(log.hasInFlight()).isTrue();
    }

    /** The same with a map. */
    private final class Twin {
        final Map<Long, Long> inFlight = new TreeMap<>();
        long next;
        long acked;
        long lost;
        long largest = -1;

        void send(Random random, long nowNs) {
            boolean eliciting = random.nextInt(4) > 0;
            log.sent(next, 100, eliciting, nowNs);
            if (eliciting) {
                inFlight.put(next, nowNs);
            }
            if (random.nextInt(10) > 0) {
                arrived.mark(next);
            }
            next++;
        }

        void acknowledge(long lossAfterNs, long nowNs) {
            int before = inFlight.size();
            inFlight.keySet().removeIf(ack::covers);
            acked += before - inFlight.size();
            largest = Math.max(largest, ack.largest());
            before = inFlight.size();
            inFlight.entrySet().removeIf(one -> isLost(one.getKey(), nowNs - one.getValue() >= lossAfterNs));
            lost += before - inFlight.size();
        }

        private boolean isLost(long number, boolean old) {
            return number < largest && (largest - number >= 3 || old);
        }
    }

    @Test
    void doesAsItsSlowTwin() {
        Random random = Seed.random("sent log");
        Twin twin = new Twin();
        long nowNs = MS;
        for (int step = 0; step < 20_000; step++) {
            nowNs += random.nextInt((int) MS);
            for (int i = random.nextInt(5); i > 0; i--) {
                twin.send(random, nowNs);
            }
            if (random.nextInt(6) == 0 && ack.fill(0, arrived, Math.max(0, twin.next - 60))) {
                log.acknowledged(ack, 4 * MS, nowNs);
                twin.acknowledge(4 * MS, nowNs);
            }
            if (random.nextInt(50) == 0) {
                log.rest();
            }
            assertThat(log.inFlightBytes()).isEqualTo(100L * twin.inFlight.size());
            assertThat(log.ackedPackets()).isEqualTo(twin.acked);
            assertThat(log.lostPackets()).isEqualTo(twin.lost);
            assertThat(log.oldestSentNs())
                    .isEqualTo(twin.inFlight.values().stream().findFirst().orElse(0L));
        }
    }

    @Test
    void forgetsTheOldestWhenTooManyAreInFlight() {
        for (int i = 0; i < 40_000; i++) {
            log.sent(i, 10, true, MS + i);
        }
        assertThat(log.inFlightBytes()).isEqualTo(163_840);
        assertThat(log.lostPackets()).isEqualTo(40_000 - 16_384);
        log.abandon();
        assertThat(log.hasInFlight()).isFalse();
        assertThat(log.inFlightBytes()).isZero();
    }
}
