package org.multiwanbond.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.api.path.PathState.ACTIVE;
import static org.multiwanbond.api.path.PathState.DOWN;
import static org.multiwanbond.api.path.PathState.NEW;
import static org.multiwanbond.api.path.PathState.STANDBY;
import static org.multiwanbond.api.path.PathState.SUSPECT;
import static org.multiwanbond.api.path.PathState.VALIDATING;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.tck.Seed;

class PathLifeTest {
    private static final long MS = 1_000_000L;
    private static final long RTT_NS = 20 * MS;

    private long nowNs = 1_000 * MS;

    private final class Path {
        final RoundTrip roundTrip = new RoundTrip();
        final SentLog sent = new SentLog(new NoSink());
        final PathLife life = new PathLife(roundTrip, sent);
        long packets;

        Path() {
            for (int i = 0; i < 50; i++) {
                roundTrip.sample(RTT_NS);
            }
        }

        /** Ticks as often as the path asks for, and notes when it asked for a probe. */
        Path until(PathState state, long atMostNs) {
            long endNs = nowNs + atMostNs;
            while (life.state() != state && nowNs <= endNs) {
                int actions = life.tick(nowNs);
                if ((actions & PathLife.PROBE) != 0) {
                    life.probeSent(nowNs);
                }
                assertThat(life.dueNs()).as("a rest in %s", life.state()).isGreaterThan(nowNs);
                nowNs = life.state() == state ? nowNs : Math.min(life.dueNs(), endNs + 1);
            }
            return this;
        }
    }

    private Path in(PathState state) {
        Path path = new Path();
        if (state != NEW) {
            path.life.validate(state == STANDBY, nowNs);
        }
        if (state != NEW && state != VALIDATING) {
            path.life.validated(nowNs);
        }
        if (state == SUSPECT || state == DOWN) {
            path.life.busy(nowNs);
            path.until(SUSPECT, 1_000 * MS);
        }
        if (state == DOWN) {
            path.life.failed("cut", nowNs);
        }
        assertThat(path.life.state()).isEqualTo(state);
        return path;
    }

    private interface Event {
        void on(PathLife life);
    }

    private void leads(Event event, Map<PathState, PathState> changes) {
        for (PathState from : List.of(NEW, VALIDATING, ACTIVE, STANDBY, SUSPECT, DOWN)) {
            Path path = in(from);
            nowNs += MS;
            event.on(path.life);
            assertThat(path.life.state()).as("from %s", from).isEqualTo(changes.getOrDefault(from, from));
        }
    }

    private static Map<PathState, PathState> to(PathState to, PathState... from) {
        Map<PathState, PathState> changes = new EnumMap<>(PathState.class);
        for (PathState each : from) {
            changes.put(each, to);
        }
        return changes;
    }

    @Test
    void goesFromEachStateWhereTheProtocolSaysOnEachEvent() {
        leads(life -> life.validate(false, nowNs), to(VALIDATING, NEW, ACTIVE, STANDBY, SUSPECT, DOWN));
        leads(life -> life.validated(nowNs), to(ACTIVE, NEW, VALIDATING));
        leads(life -> life.failed("cut", nowNs), to(DOWN, ACTIVE, STANDBY, SUSPECT));
        leads(life -> life.answered(nowNs, true, nowNs), to(ACTIVE, SUSPECT));
        leads(life -> life.answered(nowNs, false, nowNs), to(ACTIVE, SUSPECT));
        leads(life -> life.answered(nowNs - 900 * MS, true, nowNs), Map.of());
        leads(life -> life.progress(nowNs), Map.of());
        leads(life -> life.busy(nowNs), Map.of());
        leads(life -> life.probeSent(nowNs), Map.of());
        leads(PathLife::endHold, Map.of());
        leads(life -> life.role(true), to(STANDBY, ACTIVE));
        leads(life -> life.role(false), to(ACTIVE, STANDBY));
    }

    @Test
    void becomesABackupWhenItIsOne() {
        Path path = in(NEW);
        path.life.validate(true, nowNs);
        path.life.validated(nowNs);
        assertThat(path.life.state()).isEqualTo(STANDBY);
    }

    @Test
    void suspectsAPathWhoseDataIsNotAcknowledgedForAPto() {
        Path path = in(ACTIVE);
        path.life.busy(nowNs);
        path.life.tick(nowNs);
        long sentNs = nowNs;
        path.sent.sent(path.packets++, 1_000, true, sentNs);
        path.until(SUSPECT, 1_000 * MS);
        assertThat(nowNs - sentNs).isBetween(path.roundTrip.ptoNs(), path.roundTrip.ptoNs() + 2);
        long suspectedNs = nowNs;
        path.until(DOWN, 1_000 * MS);
        assertThat(nowNs - suspectedNs).isEqualTo(200 * MS);
    }

    @Test
    void suspectsAnIdlePathWhoseProbeIsNotAnswered() {
        Path path = in(ACTIVE);
        long beganNs = nowNs;
        path.until(SUSPECT, 6_000 * MS);
        assertThat(nowNs - beganNs).isLessThan(5_000 * MS + 2 * path.roundTrip.ptoNs());
    }

    @Test
    void doesNotSuspectAPathThatLostAProbeButAnswersWhatCameAfter() {
        Path path = in(ACTIVE);
        path.life.busy(nowNs);
        path.life.probeSent(nowNs);
        path.life.answered(nowNs + MS, false, nowNs + RTT_NS);
        nowNs += path.roundTrip.ptoNs() + RTT_NS / 2;
        path.life.tick(nowNs);
        assertThat(path.life.state()).isEqualTo(ACTIVE);
    }

    /** Answers probes until the path asks for a challenge; answers how long that took. */
    private long returns(Path path) {
        long beganNs = nowNs;
        while (path.life.state() == DOWN) {
            long sentNs = nowNs;
            boolean probe = (path.life.tick(nowNs) & PathLife.PROBE) != 0;
            nowNs += MS;
            if (probe) {
                path.life.answered(sentNs, true, nowNs);
            }
        }
        return nowNs - beganNs;
    }

    @Test
    void comesBackAfterThreeAnswersInARow() {
        Path path = in(DOWN);
        assertThat(returns(path)).isBetween(400 * MS, 500 * MS);
        assertThat(path.life.state()).isEqualTo(VALIDATING);
    }

    @Test
    void doesNotComeBackOnAnswersWithGapsOrToWhatWasSentBefore() {
        Path path = in(DOWN);
        long downNs = nowNs;
        for (int i = 0; i < 5; i++) {
            path.life.answered(downNs - 1, true, nowNs);
        }
        int probes = 0;
        for (int i = 0; i < 5_000; i++) {
            nowNs += MS;
            if ((path.life.tick(nowNs) & PathLife.PROBE) != 0 && probes++ % 3 != 0) {
                path.life.answered(nowNs, true, nowNs);
            }
        }
        assertThat(probes).isGreaterThan(20);
        assertThat(path.life.state()).isEqualTo(DOWN);
    }

    @Test
    void holdsAPathThatFailsAgainAndAgain() {
        Path path = in(DOWN);
        long firstNs = returns(path);
        long before = firstNs;
        for (int i = 0; i < 4; i++) {
            path.life.validated(nowNs);
            path.life.failed("cut", nowNs);
            long heldNs = returns(path);
            assertThat(heldNs).isGreaterThanOrEqualTo(before);
            before = heldNs;
        }
        assertThat(before).isGreaterThan(7_000 * MS);
        path.life.validated(nowNs);
        path.life.failed("cut", nowNs);
        nowNs += 1_000 * MS;
        path.life.endHold();
        assertThat(returns(path)).isLessThan(1_000 * MS);
    }

    @Test
    void probesABusyPathOftenAndAnIdleOneSeldom() {
        Path path = in(ACTIVE);
        path.life.busy(nowNs);
        assertThat(probesIn(path, 1_000)).isBetween(18, 21);
        nowNs += 11_000 * MS;
        probesIn(path, 1);
        assertThat(probesIn(path, 20_000)).isBetween(3, 5);
        Path backup = in(STANDBY);
        backup.life.busy(nowNs);
        assertThat(probesIn(backup, 5_000)).isBetween(9, 12);
    }

    private int probesIn(Path path, int ms) {
        int probes = 0;
        for (int i = 0; i < ms; i++) {
            if ((path.life.tick(nowNs) & PathLife.PROBE) != 0) {
                probes++;
                path.life.probeSent(nowNs);
                path.life.answered(nowNs, true, nowNs);
            }
            nowNs += MS;
        }
        return probes;
    }

    @Test
    void neverAsksToBeCalledInThePastWhateverHappens() {
        Random random = Seed.random("path life");
        for (int round = 0; round < 200; round++) {
            Path path = new Path();
            for (int step = 0; step < 500; step++) {
                nowNs += random.nextInt((int) (60 * MS));
                happens(path, random);
                comesToRest(path);
            }
        }
    }

    private void comesToRest(Path path) {
        int turns = 0;
        while (path.life.dueNs() <= nowNs) {
            if ((path.life.tick(nowNs) & PathLife.PROBE) != 0) {
                path.life.probeSent(nowNs);
            }
            assertThat(turns++).as("%s", path.life.state()).isLessThan(3);
        }
    }

    private void happens(Path path, Random random) {
        switch (random.nextInt(9)) {
            case 0:
                path.life.validate(random.nextBoolean(), nowNs);
                break;
            case 1:
                path.life.validated(nowNs);
                break;
            case 2:
                path.life.answered(nowNs - random.nextInt((int) (80 * MS)), random.nextBoolean(), nowNs);
                break;
            case 3:
                path.life.failed("cut", nowNs);
                break;
            case 4:
                path.life.busy(nowNs);
                break;
            case 5:
                path.sent.sent(path.packets++, 100, true, nowNs);
                break;
            case 6:
                path.sent.abandon();
                break;
            case 7:
                path.roundTrip.sample(random.nextBoolean() ? Long.MAX_VALUE : random.nextInt((int) MS));
                break;
            default:
                path.life.endHold();
        }
    }
}
