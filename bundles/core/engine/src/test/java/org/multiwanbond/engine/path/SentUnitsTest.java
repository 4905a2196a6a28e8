package org.multiwanbond.engine.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.engine.queue.Unit;
import org.multiwanbond.engine.queue.UnitPool;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.ReplayWindow;
import org.multiwanbond.wire.control.AckFrame;

/** What the log of sent packets does with the units they carried. */
class SentUnitsTest {
    private static final long MS = 1_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    /** Writes down what it is told, and lends units again as soon as none of their packets is in flight. */
    private final class Recorder implements SentSink {
        @Override
        public void settled(Unit unit) {
            events.add("settled " + unit.dsn());
            if (!unit.isInFlight()) {
                flying.remove(unit.dsn());
                pool.give(unit);
            }
        }

        @Override
        public void missed(Unit unit) {
            events.add("missed " + unit.dsn());
        }
    }

    private final List<String> events = new ArrayList<>();
    private final Map<Long, Unit> flying = new HashMap<>();
    private final UnitPool pool = new UnitPool();
    private final SentLog log = new SentLog(new Recorder());
    private final ReplayWindow arrived = new ReplayWindow();
    private final AckFrame ack = new AckFrame();
    private long nowNs = 5 * MS;
    private long nextDsn;

    private Unit unit() {
        Unit unit = pool.take(new byte[100], 0, 100, nowNs);
        unit.number(nextDsn, 0, nowNs);
        unit.sent(0, 1);
        flying.put(nextDsn++, unit);
        return unit;
    }

    private Unit send(Unit unit) {
        return send(unit, 0, 1);
    }

    private Unit send(Unit unit, int piece, int count) {
        log.sent(log.next(), 100, true, nowNs);
        log.carries(unit, piece, count);
        return unit;
    }

    private void acknowledge(long lossAfterNs, int... numbers) {
        for (int number : numbers) {
            arrived.mark(number);
        }
        ack.fill(0, arrived, 0);
        log.acknowledged(ack, lossAfterNs, nowNs);
    }

    @Test
    void settlesWhatArrivedAndHandsOutWhatIsLost() {
        for (int i = 0; i < 4; i++) {
            send(unit());
        }
        acknowledge(NEVER, 1);
        assertThat(events).containsExactly("settled 1");
        acknowledge(NEVER, 3);
        assertThat(events).containsExactly("settled 1", "settled 3", "missed 0", "settled 0");
        acknowledge(NEVER, 2);
        assertThat(events).endsWith("settled 2").hasSize(5);
        assertThat(flying).isEmpty();
    }

    @Test
    void handsOutWhatIsOverdueOnceALaterOneArrived() {
        send(unit());
        nowNs += 10 * MS;
        send(unit());
        acknowledge(20 * MS, 1);
        assertThat(events).containsExactly("settled 1");
        nowNs += 10 * MS;
        acknowledge(20 * MS, 1);
        assertThat(events).containsExactly("settled 1", "missed 0", "settled 0");
    }

    @Test
    void countsNothingAsLostThatArrivesLateAndWaitsLongerFromThenOn() {
        for (int i = 0; i < 20; i++) {
            send(unit());
        }
        acknowledge(NEVER, 1, 2, 3);
        assertThat(log.lostPackets()).isEqualTo(1);
        acknowledge(NEVER, 0);
        assertThat(log.lostPackets()).isZero();
        acknowledge(NEVER, 5, 6, 7);
        assertThat(log.lostPackets()).isZero();
        acknowledge(NEVER, 8);
        assertThat(log.lostPackets()).isEqualTo(1);
        assertThat(events.stream().filter(event -> event.startsWith("missed"))).containsExactly("missed 0", "missed 4");
    }

    @Test
    void takesAUnitForArrivedWhenItsLostPacketComesAfterAll() {
        Unit unit = send(unit());
        for (int i = 1; i < 4; i++) {
            send(unit());
        }
        unit.tookOff();
        acknowledge(NEVER, 3);
        assertThat(unit.hasArrived()).isFalse();
        acknowledge(NEVER, 0);
        assertThat(unit.hasArrived()).isTrue();
        assertThat(unit.isInFlight()).isTrue();
    }

    @Test
    void takesNoUnitForArrivedThatIsLentAnew() {
        Unit before = send(unit());
        for (int i = 1; i < 4; i++) {
            send(unit());
        }
        acknowledge(NEVER, 1, 2, 3);
        List<Unit> later = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            later.add(send(unit()));
        }
        assertThat(later).contains(before);
        acknowledge(NEVER, 0);
        assertThat(later).noneMatch(Unit::hasArrived).allMatch(Unit::isInFlight);
    }

    @Test
    void comesBackToThreePacketsWhenNothingComesLateAnyMore() {
        for (int i = 0; i < 40; i++) {
            send(unit());
        }
        acknowledge(NEVER, 9);
        acknowledge(NEVER, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        for (int number = 10; number < 10 + 8 * 1_024; number++) {
            send(unit());
            acknowledge(NEVER, number);
        }
        assertThat(log.lostPackets()).isZero();
        int next = (int) log.largestAcked() + 1;
        acknowledge(NEVER, next + 3);
        assertThat(log.lostPackets()).isEqualTo(1);
    }

    @Test
    void handsOutTheUnitsOfADoubtfulPathOnce() {
        for (int i = 0; i < 6; i++) {
            send(unit());
        }
        acknowledge(NEVER, 0);
        log.doubt();
        assertThat(events).containsExactly("settled 0", "missed 1", "missed 2", "missed 3", "missed 4", "missed 5");
        assertThat(log.hasInFlight()).isTrue();
        events.clear();
        log.doubt();
        assertThat(events).isEmpty();
        acknowledge(NEVER, 2, 5);
        assertThat(events).containsExactly("settled 5", "settled 2", "settled 1");
        log.abandon();
        assertThat(events).endsWith("settled 3", "settled 4").hasSize(5);
    }

    @Test
    void handsOutAndSettlesEverythingWhenThePathIsGivenUp() {
        for (int i = 0; i < 100; i++) {
            send(unit());
        }
        log.abandon();
        assertThat(events)
                .hasSize(200)
                .startsWith("missed 0", "settled 0", "missed 1")
                .endsWith("settled 99");
        assertThat(log.inFlightBytes()).isZero();
        assertThat(log.oldestSentNs()).isZero();
        assertThat(flying).isEmpty();
        log.abandon();
        assertThat(events).hasSize(200);
    }

    @Test
    void takesTheUnitAsArrivedWhenAllPiecesOfItDid() {
        Unit unit = unit();
        unit.sent(0, 3);
        for (int piece = 0; piece < 3; piece++) {
            send(unit, piece, 3);
        }
        unit.tookOff();
        acknowledge(NEVER, 2, 0);
        assertThat(unit.hasArrived()).isFalse();
        acknowledge(NEVER, 1);
        assertThat(unit.hasArrived()).isTrue();
        assertThat(events).containsExactly("settled 0", "settled 0", "settled 0");
    }

    @Test
    void remembersMoreThanAQuietPathNeeds() {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            nowNs += 10;
            units.add(send(unit()));
        }
        assertThat(log.oldestSentNs()).isEqualTo(5 * MS + 10);
        assertThat(log.inFlightBytes()).isEqualTo(500_000);
        assertThat(units).allMatch(unit -> !unit.hasArrived());
        for (int number = 0; number < 5_000; number++) {
            acknowledge(NEVER, number);
            assertThat(log.largestSentNs()).isEqualTo(5 * MS + 10 * (number + 1));
            assertThat(log.largestThrough()).isEqualTo(100L * (number + 1));
        }
        assertThat(events).hasSize(5_000).doesNotHaveDuplicates().allMatch(event -> event.startsWith("settled"));
        assertThat(units).allMatch(Unit::hasArrived);
        assertThat(log.ackedPackets()).isEqualTo(5_000);
        assertThat(log.hasInFlight()).isFalse();
    }

    @Test
    void doesAsItsSlowTwinOnAPathThatLosesReordersAndStalls() {
        Random random = Seed.random("sent units");
        SlowSentLog twin = new SlowSentLog();
        for (int step = 0; step < 4_000; step++) {
            boolean stalled = step % 500 > 470;
            nowNs += random.nextInt((int) MS);
            sendSome(twin, random.nextInt(stalled ? 12 : 4), random);
            arriveSome(random);
            if (!stalled && random.nextInt(3) == 0 && ack.fill(0, arrived, Math.max(0, log.next() - 300))) {
                log.acknowledged(ack, 40 * MS, nowNs);
                twin.acknowledged(ack, 40 * MS, nowNs);
            }
            if (random.nextInt(300) == 0) {
                log.doubt();
                twin.doubt();
            }
            if (random.nextInt(900) == 0) {
                log.abandon();
                twin.abandon();
            }
            assertThat(events).as("step %d", step).isEqualTo(twin.events());
            assertThat(log.lostPackets()).isEqualTo(twin.lost());
            assertThat(log.ackedPackets()).isEqualTo(twin.acked());
            assertThat(log.inFlightBytes()).isEqualTo(100 * twin.inFlight());
            events.clear();
        }
        log.abandon();
        assertThat(flying).isEmpty();
    }

    /** New units, units that fly already, and packets without any. */
    private void sendSome(SlowSentLog twin, int count, Random random) {
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(10);
            Unit again = flying.get(nextDsn - 1 - random.nextInt(8));
            if (kind == 0) {
                twin.sent(log.next(), false, -1, nowNs);
                log.sent(log.next(), 100, false, nowNs);
            } else if (kind == 1) {
                twin.sent(log.next(), true, -1, nowNs);
                log.sent(log.next(), 100, true, nowNs);
            } else {
                Unit unit = kind < 4 && again != null ? again : unit();
                twin.sent(log.next(), true, unit.dsn(), nowNs);
                send(unit);
            }
        }
    }

    /** Most packets arrive in order, some up to twenty places later, some never. */
    private void arriveSome(Random random) {
        for (long number = Math.max(0, log.next() - 24); number < log.next(); number++) {
            int fate = Math.floorMod(Long.hashCode(number * 0x9E37_79B9_7F4A_7C15L), 20);
            boolean late = fate == 1 && log.next() - number < 20;
            if (fate != 0 && !late && (fate == 1 || random.nextInt(8) > 0)) {
                arrived.mark(number);
            }
        }
    }

    @Test
    void allocatesNothingOnceAsMuchWasInFlightBefore() {
        SentLog quiet = new SentLog(new NoSink());
        Unit unit = unit();
        long[] number = {0};
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        quiet.sent(number[0], 1_400, true, nowNs);
                        quiet.carries(unit, 0, 1);
                        if (number[0] % 7 > 0) {
                            arrived.mark(number[0]);
                        }
                        number[0]++;
                        if (i % 10 == 9 && ack.fill(0, arrived, Math.max(0, number[0] - 100))) {
                            quiet.acknowledged(ack, NEVER, nowNs);
                        }
                    }
                }))
                .isZero();
    }
}
