package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.queue.Unit;
import org.multiwanbond.engine.send.RecoveryLab.Sending;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class RecoveryTest {
    private static final long MS = RecoveryLab.MS;
    private static final long DEADLINE_NS = 1_000 * MS;

    private static final long LONGEST_DEADLINE_NS = 2_000 * MS;

    private static List<Integer> pathsOf(List<Sending> sendings) {
        return sendings.stream().map(Sending::path).toList();
    }

    @Test
    void sendsALostUnitAgainOnAnotherPathUnderTheSameNumber() {
        RecoveryLab lab = new RecoveryLab(3);
        for (int i = 0; i < 4; i++) {
            lab.send(0b1);
        }
        lab.pump();
        assertThat(lab.sent()).hasSize(4).noneMatch(Sending::again);
        lab.arrives(0, 1, 2, 3);
        lab.pump();
        List<Sending> again = lab.sent();
        assertThat(again).hasSize(1).allMatch(Sending::again);
        assertThat(again.get(0).dsn()).isZero();
        assertThat(again.get(0).path()).isNotZero();
        assertThat(lab.outflow.counters().get(Outflow.RESENT)).isEqualTo(1);
        lab.arrives(again.get(0).path(), again.get(0).number());
        assertThat(lab.isEveryUnitBack()).isTrue();
    }

    @Test
    void takesNoPathTheUnitWasLostOnWhileAnotherIsThere() {
        RecoveryLab lab = new RecoveryLab(3);
        Unit unit = lab.send(0b1);
        lab.sent();
        lab.paths[0].sent().abandon();
        lab.pump();
        int second = pathsOf(lab.sent()).get(0);
        lab.paths[second].sent().abandon();
        lab.pump();
        assertThat(second).isNotZero();
        // The second time two copies go: the first of them where it was not tried.
        assertThat(pathsOf(lab.sent())).contains(3 - second);
        assertThat(unit.triedMask()).isEqualTo(0b111);
        assertThat(unit.resends()).isEqualTo(2);
    }

    /** A unit was lost on path 0, and path 1 has more to send than it carries for a while. */
    private static RecoveryLab lostWhileTheUntriedPathIsFull(double untriedBitsPerSecond) {
        RecoveryLab lab = new RecoveryLab(2);
        lab.paths[1].pacer().rate(untriedBitsPerSecond);
        lab.send(0b1);
        for (int i = 0; i < 8; i++) {
            lab.send(0b10);
        }
        lab.sent();
        lab.paths[0].sent().abandon();
        return lab;
    }

    private static List<Integer> pathsAfter(RecoveryLab lab, long ms) {
        lab.nowNs += ms * MS;
        lab.pump();
        return pathsOf(lab.sent());
    }

    @Test
    void waitsForAPathThatWasNotTriedRatherThanUseTheOneItWasLostOn() {
        RecoveryLab lab = lostWhileTheUntriedPathIsFull(1e6);
        assertThat(pathsAfter(lab, 0)).isEmpty();
        assertThat(pathsAfter(lab, 40)).containsExactly(1);
    }

    @Test
    void usesThePathItWasLostOnWhenTheUntriedOneStaysFull() {
        RecoveryLab lab = lostWhileTheUntriedPathIsFull(1e5);
        assertThat(pathsAfter(lab, 140)).isEmpty();
        assertThat(pathsAfter(lab, 20)).containsExactly(0);
    }

    @Test
    void sendsTwoCopiesTheFirstTimeIfThePeerWaitsNoLonger() {
        RecoveryLab lab = new RecoveryLab(3);
        lab.outflow.peerHoldMs(100);
        lab.send(0b1);
        lab.sent();
        lab.nowNs += 101 * MS;
        lab.paths[0].sent().abandon();
        lab.pump();
        assertThat(pathsOf(lab.sent())).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void usesTheSamePathWhenItIsTheOnlyOneFromTheSecondTimeOnTwice() {
        RecoveryLab lab = new RecoveryLab(1);
        lab.send(0b1);
        lab.sent();
        lab.paths[0].sent().abandon();
        lab.pump();
        assertThat(pathsOf(lab.sent())).containsExactly(0);
        for (int i = 0; i < 3; i++) {
            lab.paths[0].sent().abandon();
            lab.pump();
            assertThat(lab.sent()).hasSize(2).allMatch(sending -> sending.path() == 0);
        }
        assertThat(lab.outflow.counters().get(Outflow.RESENT)).isEqualTo(4);
    }

    @Test
    void sendsTwoCopiesOnTwoPathsFromTheSecondTimeOn() {
        RecoveryLab lab = new RecoveryLab(3);
        lab.send(0b1);
        lab.sent();
        lab.paths[0].sent().abandon();
        lab.pump();
        List<Sending> first = lab.sent();
        assertThat(first).hasSize(1);
        for (int i = 2; i <= 4; i++) {
            for (int path = 0; path < 3; path++) {
                lab.paths[path].sent().abandon();
            }
            lab.pump();
            List<Sending> again = lab.sent();
            assertThat(pathsOf(again)).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void forgetsAUnitThatArrivedBeforeItsTurnCame() {
        RecoveryLab lab = new RecoveryLab(2);
        lab.send(0b1);
        lab.paths[0].sent().doubt();
        lab.arrives(0, 0);
        lab.sent();
        lab.pump();
        assertThat(lab.sent()).isEmpty();
        assertThat(lab.outflow.counters().get(Outflow.RESENT)).isZero();
        assertThat(lab.isEveryUnitBack()).isTrue();
    }

    @Test
    void wantsNothingOfADoubtfulCopyWhenAnotherArrived() {
        RecoveryLab lab = new RecoveryLab(3);
        lab.send(0b11);
        lab.sent();
        lab.arrives(0, 0);
        lab.paths[1].sent().doubt();
        assertThat(lab.outflow.again().isEmpty()).isTrue();
        lab.paths[1].sent().abandon();
        assertThat(lab.outflow.again().isEmpty()).isTrue();
        assertThat(lab.isEveryUnitBack()).isTrue();
    }

    @Test
    void sendsAUnitOnceThoughBothItsCopiesAreDoubtful() {
        RecoveryLab lab = new RecoveryLab(3);
        lab.send(0b11);
        lab.sent();
        lab.paths[0].sent().doubt();
        lab.paths[1].sent().doubt();
        lab.pump();
        assertThat(pathsOf(lab.sent())).containsExactly(2);
    }

    @Test
    void givesUpAfterTheDeadlineAndCountsIt() {
        RecoveryLab lab = new RecoveryLab(2);
        lab.send(0b1);
        lab.sent();
        lab.nowNs += DEADLINE_NS;
        lab.paths[0].sent().abandon();
        lab.pump();
        assertThat(lab.sent()).hasSize(1);
        lab.nowNs += 1;
        lab.paths[1].sent().abandon();
        lab.pump();
        assertThat(lab.sent()).isEmpty();
        assertThat(lab.outflow.counters().get(Outflow.LOST)).isEqualTo(1);
        assertThat(lab.drops.get(Drops.LOST)).isEqualTo(1);
        assertThat(lab.isEveryUnitBack()).isTrue();
    }

    /** Whether a unit is still sent again whose loss shows so long after it was sent. */
    private static boolean isSentAgainAfter(RecoveryLab lab, long ms) {
        lab.send(0b1);
        lab.sent();
        lab.nowNs += ms * MS;
        lab.paths[0].sent().abandon();
        lab.pump();
        return !lab.sent().isEmpty();
    }

    @Test
    void givesUpLaterWherePathsAreSlow() {
        RecoveryLab lab = new RecoveryLab(2);
        lab.paths[1].roundTrip().sample(300 * MS);
        assertThat(isSentAgainAfter(lab, 1_200)).isTrue();
        assertThat(isSentAgainAfter(lab, 1_201)).isFalse();
        lab.paths[0].roundTrip().sample(700 * MS);
        assertThat(isSentAgainAfter(lab, 2_000)).isTrue();
        assertThat(isSentAgainAfter(lab, 2_001)).isFalse();
    }

    @Test
    void keepsUnitsForAWhileThoughNoPathIsInUse() {
        RecoveryLab lab = new RecoveryLab(1);
        lab.send(0b1);
        lab.sent();
        lab.paths[0].sent().abandon();
        lab.paths[0].removed(true);
        lab.nowNs += 2_000 * MS;
        lab.pump();
        assertThat(lab.drops.get(Drops.LOST)).isZero();
        lab.nowNs += 1;
        lab.pump();
        assertThat(lab.drops.get(Drops.LOST)).isEqualTo(1);
    }

    @Test
    void givesUpAfterEightTimesHoweverFastPathsFail() {
        RecoveryLab lab = new RecoveryLab(2);
        lab.send(0b1);
        lab.sent();
        int resends = 0;
        for (int i = 0; i < 20; i++) {
            lab.paths[0].sent().abandon();
            lab.paths[1].sent().abandon();
            lab.pump();
            resends += lab.sent().isEmpty() ? 0 : 1;
        }
        assertThat(resends).isEqualTo(8);
        assertThat(lab.outflow.counters().get(Outflow.LOST)).isEqualTo(1);
        assertThat(lab.isEveryUnitBack()).isTrue();
    }

    @Test
    void keepsWhatIsLostWhileThereIsNoPathAndSendsItWhenThereIs() {
        RecoveryLab lab = new RecoveryLab(2);
        lab.send(0b1);
        lab.sent();
        lab.paths[0].removed(true);
        lab.paths[1].removed(true);
        lab.paths[0].sent().abandon();
        lab.pump();
        assertThat(lab.sent()).isEmpty();
        lab.nowNs += 200 * MS;
        lab.paths[1].removed(false);
        lab.pump();
        assertThat(pathsOf(lab.sent())).containsExactly(1);
    }

    @Test
    void cutsAUnitAgainForAPathThatCarriesLess() {
        RecoveryLab lab = new RecoveryLab(2);
        Unit unit = lab.send(0b1, 1_400);
        List<Sending> pieces = lab.sent();
        assertThat(pieces).hasSize(2);
        lab.arrives(0, pieces.get(0).number());
        lab.paths[0].sent().abandon();
        lab.pump();
        List<Sending> again = lab.sent();
        assertThat(again).hasSize(2).allMatch(sending -> sending.path() == 1);
        lab.arrives(1, again.get(1).number());
        assertThat(unit.isInFlight()).isTrue();
        lab.arrives(1, again.get(0).number());
        assertThat(lab.isEveryUnitBack()).isTrue();
    }

    /** Three paths that lose a fifth, fall silent and come back; what arrives is acknowledged in any order. */
    @Test
    void losesNoUnitFromThePoolAndNoneThatItSaysItDelivered() {
        Random random = Seed.random("recovery");
        RecoveryLab lab = new RecoveryLab(3);
        List<Sending> underWay = new ArrayList<>();
        Map<Integer, Boolean> arrived = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            lab.nowNs += random.nextInt((int) (2 * MS));
            if (lab.outflow.again().count() < 200 && random.nextInt(3) > 0) {
                lab.send(1 + random.nextInt(7), 20 + random.nextInt(1_380));
            }
            lab.pump();
            for (Sending sending : lab.sent()) {
                arrived.putIfAbsent(sending.dsn(), false);
                underWay.add(sending);
            }
            if (random.nextInt(10) == 0) {
                deliver(lab, underWay, arrived, random);
            }
            fail(lab, random);
        }
        for (int path = 0; path < 3; path++) {
            lab.paths[path].sent().abandon();
        }
        lab.nowNs += LONGEST_DEADLINE_NS + 1;
        lab.pump();
        assertThat(lab.isEveryUnitBack()).isTrue();
        long missing = arrived.values().stream().filter(came -> !came).count();
        assertThat(arrived).hasSizeGreaterThan(10_000);
        assertThat(lab.outflow.counters().get(Outflow.RESENT)).isGreaterThan(1_000);
        assertThat(missing).isLessThanOrEqualTo(lab.outflow.counters().get(Outflow.LOST));
    }

    private static void deliver(RecoveryLab lab, List<Sending> underWay, Map<Integer, Boolean> arrived, Random random) {
        Map<Integer, List<Sending>> byPath = underWay.stream()
                .filter(sending -> random.nextInt(5) > 0)
                .collect(Collectors.groupingBy(Sending::path));
        byPath.forEach((path, sendings) -> {
            sendings.forEach(sending -> arrived.put(sending.dsn(), true));
            lab.arrives(path, sendings.stream().mapToLong(Sending::number).toArray());
        });
        underWay.clear();
    }

    private static void fail(RecoveryLab lab, Random random) {
        int path = random.nextInt(3);
        if (random.nextInt(100) == 0) {
            lab.paths[path].sent().doubt();
        }
        if (random.nextInt(300) == 0) {
            lab.paths[path].sent().abandon();
        }
        if (random.nextInt(100) == 0) {
            lab.paths[path].removed(!lab.paths[path].isRemoved());
        }
    }

    @Test
    void allocatesNothingForAUnitThatGoesAgain() {
        RecoveryLab lab = new RecoveryLab(2);
        Unit unit = lab.send(0b1);
        lab.sent();
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        lab.recovery.missed(unit);
                        unit.arrived(0, 1);
                        unit.tookOff();
                        lab.recovery.pump(lab.nowNs);
                        unit.landed();
                    }
                }))
                .isZero();
    }
}
