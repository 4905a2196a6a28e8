package org.multiwanbond.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;

/** Units, their pool and their list. */
class UnitTest {
    private final UnitPool pool = new UnitPool();
    private final byte[] packet = new byte[9_000];

    private Unit take(int len) {
        return pool.take(packet, 0, len, 5);
    }

    @Test
    void beginsEveryLifeAsIfItWereTheFirst() {
        Unit unit = take(100).belongs(3, 2);
        unit.number(9, 4, 6);
        unit.sent(2, 3);
        unit.tookOff();
        unit.arrived(0, 3);
        unit.resent();
        unit.inQueue(true);
        int life = unit.life();
        pool.give(unit);
        Unit again = take(50);
        assertThat(again).isSameAs(unit);
        assertThat(again.life()).isNotEqualTo(life);
        assertThat(again.dsn()).isEqualTo(Unit.UNNUMBERED);
        assertThat(again.lengthBytes()).isEqualTo(50);
        assertThat(again.arrivedNs()).isEqualTo(5);
        assertThat(again.resends()).isZero();
        assertThat(again.triedMask()).isZero();
        assertThat(again.isInFlight()).isFalse();
        assertThat(again.isInQueue()).isFalse();
        assertThat(again.hasArrived()).isFalse();
        again.sent(0, 3);
        again.arrived(1, 3);
        again.arrived(2, 3);
        assertThat(again.hasArrived()).isFalse();
    }

    @Test
    void carriesACopyOfThePacketWhateverItsLength() {
        new Random(1).nextBytes(packet);
        for (int len : new int[] {20, 1_664, 1_665, 9_000 - 7, 40}) {
            Unit unit = pool.take(packet, 7, len, 0);
            assertThat(unit.lengthBytes()).isEqualTo(len);
            assertThat(unit.octets()).startsWith(java.util.Arrays.copyOfRange(packet, 7, 7 + len));
            pool.give(unit);
            assertThat(unit.octets()).hasSize(Unit.POOLED_BYTES);
        }
    }

    @Test
    void arrivesWithAllPiecesOfOneCutOrAsAWhole() {
        Unit unit = take(100);
        unit.sent(0, 2);
        unit.arrived(0, 2);
        unit.sent(1, 3);
        unit.arrived(1, 2);
        assertThat(unit.hasArrived()).isFalse();
        unit.arrived(2, 3);
        unit.arrived(1, 3);
        unit.arrived(1, 3);
        assertThat(unit.hasArrived()).isFalse();
        unit.arrived(0, 3);
        assertThat(unit.hasArrived()).isTrue();
        Unit other = take(100);
        other.sent(0, 16);
        other.arrived(0, 1);
        assertThat(other.hasArrived()).isTrue();
    }

    @Test
    void isInFlightUntilTheLastPacketLanded() {
        Unit unit = take(100);
        unit.tookOff();
        unit.tookOff();
        assertThat(unit.landed()).isFalse();
        assertThat(unit.isInFlight()).isTrue();
        assertThat(unit.landed()).isTrue();
        assertThat(unit.isInFlight()).isFalse();
    }

    @Test
    void remembersThePathsItWasSentOn() {
        Unit unit = take(100);
        unit.sent(3, 1);
        unit.sent(15, 2);
        assertThat(unit.triedMask()).isEqualTo(1 << 3 | 1 << 15);
        assertThat(unit.resent()).isEqualTo(1);
        assertThat(unit.resent()).isEqualTo(2);
    }

    @Test
    void lendsNoUnitTwiceAndKeepsNoMoreThanItShould() {
        List<Unit> lent = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            lent.add(take(20));
        }
        assertThat(lent).doesNotHaveDuplicates();
        lent.forEach(pool::give);
        List<Unit> again = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            again.add(take(20));
        }
        assertThat(again).doesNotHaveDuplicates();
        again.retainAll(new java.util.HashSet<>(lent));
        assertThat(again).hasSize(8_192);
    }

    @Test
    void standsInAListInTheOrderOfItsComing() {
        UnitList list = new UnitList();
        List<Unit> units = List.of(take(100), take(30), take(7));
        for (int round = 0; round < 2; round++) {
            units.forEach(list::add);
            assertThat(list.count()).isEqualTo(3);
            assertThat(list.bytes()).isEqualTo(137);
            assertThat(list.bytesOf(2)).isEqualTo(130);
            assertThat(List.of(list.take(), list.take(), list.first())).isEqualTo(units);
            list.take();
            assertThat(list.isEmpty()).isTrue();
            assertThat(list.bytes()).isZero();
        }
    }

    @Test
    void allocatesNothingWhenLentAgain() {
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        pool.give(take(1_400));
                    }
                }))
                .isZero();
    }
}
