package org.multiwanbond.engine.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class AgendaTest {
    private static final long MS = 1_000_000L;

    private final Agenda<String> agenda = new Agenda<>();
    private long nowNs = 1_000 * MS;

    private Appointment<String> add(String name) {
        Appointment<String> appointment = new Appointment<>(name);
        agenda.add(appointment);
        return appointment;
    }

    /** One turn, after which each asks for as much later as is said. */
    private List<String> turn(long laterNs) {
        List<String> had = new ArrayList<>();
        agenda.begin(nowNs);
        for (Appointment<String> next = agenda.next(); next != null; next = agenda.next()) {
            had.add(next.whose());
            next.set(nowNs + laterNs, nowNs);
        }
        return had;
    }

    /** Nobody is looked at in the next turns unless they are due. */
    private void settle() {
        turn(Long.MAX_VALUE / 4);
        turn(Long.MAX_VALUE / 4);
    }

    @Test
    void newOnesAreDueAtOnceAndThenWhenTheyAskFor() {
        Appointment<String> early = add("early");
        Appointment<String> late = add("late");
        assertThat(agenda.dueNs()).isLessThan(nowNs);
        settle();
        late.set(nowNs + 9, nowNs);
        assertThat(early.set(nowNs + 5, nowNs)).isEqualTo(nowNs + 5);
        assertThat(agenda.dueNs()).isEqualTo(nowNs + 5);
        assertThat(turn(100)).isEmpty();
        nowNs += 5;
        assertThat(turn(100)).containsExactly("early");
        nowNs += 4;
        assertThat(turn(100)).containsExactly("late");
    }

    @Test
    void whoIsRungComesNext() {
        add("quiet");
        Appointment<String> rung = add("rung");
        settle();
        rung.ring();
        rung.ring();
        assertThat(turn(100)).containsExactly("rung");
        assertThat(turn(100)).isEmpty();
    }

    @Test
    void whoAlwaysWantsMoreDoesNotKeepTheTurn() {
        Appointment<String> greedy = add("greedy");
        settle();
        greedy.ring();
        assertThat(turn(-5)).containsExactly("greedy");
        nowNs++;
        assertThat(turn(-5)).containsExactly("greedy");
    }

    @Test
    void whoFailsDoesNotKeepTheTurn() {
        add("fails");
        add("works");
        agenda.begin(nowNs);
        assertThat(agenda.next().whose()).isEqualTo("fails");
        // A bug ends the turn; the next one begins at the same moment.
        agenda.begin(nowNs);
        assertThat(agenda.next().whose()).isEqualTo("works");
        assertThat(agenda.dueNs()).isEqualTo(nowNs + Agenda.LOOK_NS);
    }

    @Test
    void allAreLookedAtWithin50MsThoughNobodyAsks() {
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 130; i++) {
            all.add(add("s" + i).whose());
        }
        settle();
        Set<String> looked = new TreeSet<>();
        int most = 0;
        for (int ms = 0; ms < 51; ms++) {
            nowNs += MS;
            List<String> had = turn(Long.MAX_VALUE / 4);
            most = Math.max(most, had.size());
            looked.addAll(had);
        }
        assertThat(looked).isEqualTo(all);
        assertThat(most).as("not all at once").isLessThan(5);
        nowNs += Agenda.LOOK_NS;
        assertThat(new TreeSet<>(turn(Long.MAX_VALUE / 4))).isEqualTo(all);
    }

    @Test
    void forgetsWhoIsRemoved() {
        Appointment<String> gone = add("gone");
        add("stays");
        assertThat(agenda.remove(gone)).isTrue();
        assertThat(agenda.remove(gone)).isFalse();
        gone.ring();
        assertThat(gone.set(nowNs + 5, nowNs)).isEqualTo(nowNs + 5);
        assertThat(turn(100)).containsOnly("stays");
        assertThat(new Agenda<String>().dueNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(new Agenda<String>().next()).isNull();
    }

    @Test
    void alwaysHasTheSoonestFirst() {
        Random random = Seed.random("agenda");
        Map<Appointment<String>, Long> twin = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            if (twin.isEmpty() || random.nextInt(20) == 0) {
                twin.put(add("s" + step), Long.MIN_VALUE);
            }
            List<Appointment<String>> all = new ArrayList<>(twin.keySet());
            Appointment<String> one = all.get(random.nextInt(all.size()));
            int what = random.nextInt(24);
            if (what == 0) {
                assertThat(agenda.remove(one)).isTrue();
                twin.remove(one);
            } else if (what < 6) {
                one.ring();
                twin.put(one, Long.MIN_VALUE);
            } else {
                long dueNs = nowNs + 1 + random.nextInt(1_000);
                one.set(dueNs, nowNs);
                twin.put(one, dueNs);
            }
            long soonest =
                    twin.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
            assertThat(agenda.dueNs()).isEqualTo(soonest);
        }
    }

    @Test
    void doesNotAllocate() {
        List<Appointment<String>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(add("s" + i));
        }
        int[] step = {0};
        assertThat(Allocations.steadyBytes(() -> {
                    nowNs += 10_000;
                    all.get(step[0]++ % 100).ring();
                    agenda.begin(nowNs);
                    for (Appointment<String> next = agenda.next(); next != null; next = agenda.next()) {
                        next.set(nowNs + 300_000, nowNs);
                    }
                }))
                .isZero();
    }
}
