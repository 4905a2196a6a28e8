package org.multiwanbond.engine.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.DataPayload;

class ReorderBufferTest {
    private static final long MS = 1_000_000L;
    private static final long HOLD_NS = 150 * MS;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ALL_LOWER = -1;

    private final List<Long> delivered = new ArrayList<>();
    private final DataPayload payload = new DataPayload();
    private final byte[] unit = new byte[100];
    private ReorderBuffer buffer = buffer(ReorderBuffer.UNITS);

    private ReorderBuffer buffer(int units) {
        return new ReorderBuffer(
                units,
                (buf, off, len, aggregate) ->
                        delivered.add(ByteBuffer.wrap(buf, off, len).getLong(20)),
                HOLD_NS);
    }

    private int accept(long dsn, int link) {
        return accept(new SlowOrder.Unit(dsn, true, link));
    }

    private int accept(SlowOrder.Unit one) {
        payload.begin((int) one.dsn(), one.ordered() ? DataPayload.ORDERED : 0, DataPayload.CLASS_BULK, 0);
        if (one.link() != ALL_LOWER) {
            payload.flowLink(one.link());
        }
        unit[0] = 0x45;
        unit[9] = TCP;
        ByteBuffer.wrap(unit).putLong(20, one.dsn());
        return buffer.accept(one.dsn(), payload, unit, 0, unit.length);
    }

    @Test
    void holdsAUnitUntilTheOneItNamesCame() {
        accept(0, 0);
        accept(2, 1);
        accept(3, 3);
        assertThat(delivered).containsExactly(0L, 3L);
        accept(1, 1);
        assertThat(delivered).containsExactly(0L, 3L, 1L, 2L);
    }

    @Test
    void letsAUnitWithoutLinkWaitForAllLowerOnes() {
        accept(3, ALL_LOWER);
        accept(1, 0);
        accept(0, 0);
        assertThat(delivered).containsExactly(1L, 0L);
        accept(2, 0);
        assertThat(delivered).endsWith(2L, 3L);
    }

    @Test
    void keepsAllUnitsThatWaitForTheSameOne() {
        accept(2, ALL_LOWER);
        accept(3, 3);
        accept(4, 4);
        accept(1, 0);
        accept(0, 0);
        assertThat(delivered).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void holdsNoUnitLongerThanTheHoldTimeHoweverManyAreMissing() {
        buffer.expire(0);
        accept(9, ALL_LOWER);
        assertThat(buffer.expire(1)).isEqualTo(HOLD_NS);
        assertThat(delivered).isEmpty();
        assertThat(buffer.expire(HOLD_NS)).isEqualTo(HoldTimers.NEVER);
        assertThat(delivered).containsExactly(9L);
    }

    @Test
    void givesUpTheGapBehindAYoungerUnitWhenTheOlderOnesTimeIsOver() {
        buffer.expire(0);
        accept(8, 4);
        buffer.expire(HOLD_NS - 1);
        accept(4, 4);
        assertThat(delivered).isEmpty();
        buffer.expire(HOLD_NS);
        assertThat(delivered).containsExactly(4L, 8L);
    }

    @Test
    void dropsADuplicateWhetherDeliveredHeldOrBothAgain() {
        accept(0, 0);
        accept(2, 1);
        assertThat(accept(0, 0)).isEqualTo(ReorderBuffer.DUPLICATE);
        assertThat(accept(2, 1)).isEqualTo(ReorderBuffer.DUPLICATE);
        accept(1, 1);
        assertThat(accept(2, 1)).isEqualTo(ReorderBuffer.DUPLICATE);
        assertThat(delivered).containsExactly(0L, 1L, 2L);
    }

    @Test
    void deliversALateUnitOfAnyProtocolOnceAndSaysThatItIsOverdue() {
        buffer.expire(0);
        accept(2, 1);
        accept(5, 1);
        buffer.expire(HOLD_NS);
        assertThat(accept(1, 1)).isEqualTo(ReorderBuffer.OVERDUE);
        assertThat(accept(1, 1)).isEqualTo(ReorderBuffer.DUPLICATE);
        unit[9] = UDP;
        payload.begin(4, DataPayload.ORDERED, DataPayload.CLASS_BULK, 0).flowLink(1);
        ByteBuffer.wrap(unit).putLong(20, 4);
        assertThat(buffer.accept(4, payload, unit, 0, unit.length)).isEqualTo(ReorderBuffer.OVERDUE);
        assertThat(buffer.accept(4, payload, unit, 0, unit.length)).isEqualTo(ReorderBuffer.DUPLICATE);
        assertThat(delivered).containsExactly(2L, 5L, 1L, 4L);
    }

    @Test
    void neverLetsAUnitWaitForAnOverdueOne() {
        buffer.expire(0);
        accept(2, 1);
        buffer.expire(HOLD_NS);
        accept(3, 2);
        assertThat(delivered).containsExactly(2L, 3L);
        accept(1, 1);
        accept(4, 1);
        assertThat(delivered).containsExactly(2L, 3L, 1L, 4L);
        assertThat(buffer.givenUp()).isEqualTo(1);
    }

    @Test
    void refusesAJumpOfMoreThanTwoToTheTwentieth() {
        accept(7, 0);
        assertThat(accept(8 + (1 << 20), 0)).isEqualTo(ReorderBuffer.AHEAD);
        assertThat(accept(8, 1)).isEqualTo(ReorderBuffer.ACCEPTED);
        assertThat(accept(8 + (1 << 20), 0)).isEqualTo(ReorderBuffer.ACCEPTED);
        assertThat(accept(9, 1)).isEqualTo(ReorderBuffer.LATE);
        assertThat(delivered).containsExactly(7L, 8L, 8L + (1 << 20));
    }

    @Test
    void deliversInOrderWhatAJumpPushesOutOfTheWindow() {
        accept(3, 1);
        accept(4, 1);
        accept(5, 1);
        accept(5 + 2 * ReorderBuffer.UNITS + 2, 0);
        assertThat(delivered).startsWith(3L, 4L, 5L).hasSize(4);
        assertThat(buffer.heldUnits()).isZero();
    }

    @Test
    void waitsForAUnitHoweverManyComeAfterIt() {
        buffer.expire(0);
        accept(0, 0);
        for (long dsn = 2; dsn < 2 * ReorderBuffer.UNITS; dsn++) {
            accept(dsn, 0);
        }
        delivered.clear();
        accept(1, 1);
        assertThat(delivered).containsExactly(1L);
        assertThat(accept(1, 1)).isEqualTo(ReorderBuffer.DUPLICATE);
    }

    @Test
    void knowsAfterARestThatWhatItForgotIsLate() {
        accept(0, 0);
        accept(1, 1);
        accept(3, 1);
        assertThat(buffer.rest()).isFalse();
        buffer.expire(HOLD_NS);
        assertThat(buffer.rest()).isTrue();
        assertThat(accept(1, 1)).isEqualTo(ReorderBuffer.LATE);
        assertThat(accept(2, 1)).isEqualTo(ReorderBuffer.LATE);
        assertThat(accept(4, 1)).isEqualTo(ReorderBuffer.ACCEPTED);
        assertThat(accept(6, 1)).isEqualTo(ReorderBuffer.ACCEPTED);
        assertThat(accept(5, 1)).isEqualTo(ReorderBuffer.ACCEPTED);
        assertThat(delivered).containsExactly(0L, 1L, 3L, 4L, 5L, 6L);
    }

    @Test
    void makesRoomByEndingTheOldestHoldWithoutBreakingAFlowsOrder() {
        buffer = buffer(4);
        accept(1, 1);
        for (long dsn = 2; dsn < 6; dsn++) {
            accept(dsn, 1);
        }
        assertThat(delivered).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void doesAsItsSlowTwinOnWhateverComes() {
        Random random = Seed.random("hostile units");
        for (int round = 0; round < 40; round++) {
            delivered.clear();
            int units = 4 << random.nextInt(10);
            buffer = buffer(units);
            compareWithTwin(new SlowOrder(units, HOLD_NS), units, random);
        }
    }

    private void compareWithTwin(SlowOrder twin, int units, Random random) {
        long base = 0;
        long nowNs = MS;
        for (int step = 0; step < 1_500; step++) {
            nowNs += random.nextInt(4) == 0 ? random.nextInt((int) (20 * MS)) : 0;
            base += random.nextInt(3);
            base += random.nextInt(200) == 0 ? random.nextInt(4 * units) : 0;
            long dsn = Math.max(0, base + random.nextInt(24) - 12);
            int link = random.nextInt(4) == 0 ? ALL_LOWER : random.nextInt(random.nextBoolean() ? 4 : 3 * units);
            link = (int) Math.min(link, dsn);
            SlowOrder.Unit one = new SlowOrder.Unit(dsn, random.nextInt(10) > 0, link);
            buffer.expire(nowNs);
            twin.expire(nowNs);
            assertThat(accept(one)).as("%s at %d", one, nowNs).isEqualTo(twin.accept(one, nowNs));
            assertThat(delivered).as("after %s", one).containsExactlyInAnyOrderElementsOf(twin.delivered());
            assertThat(buffer.heldUnits()).isEqualTo(twin.heldUnits());
            delivered.clear();
        }
    }

    private record Arrival(long atNs, SlowOrder.Unit unit) {}

    /** Eight flows over three paths that lose, delay and duplicate. */
    private PriorityQueue<Arrival> arrivals(Random random, int count) {
        long[] delaysNs = {10 * MS, 25 * MS, 40 * MS};
        long[] last = new long[8];
        Arrays.fill(last, -1);
        PriorityQueue<Arrival> arrivals = new PriorityQueue<>((a, b) -> Long.compare(a.atNs(), b.atNs()));
        for (long dsn = 0; dsn < count; dsn++) {
            int flow = random.nextInt(last.length);
            int link = last[flow] < 0 ? 0 : (int) (dsn - last[flow]);
            last[flow] = dsn;
            int copies = random.nextInt(50) == 0 ? 0 : random.nextInt(20) == 0 ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                long delayNs = delaysNs[random.nextInt(3)] + random.nextInt((int) (5 * MS));
                arrivals.add(new Arrival(dsn * MS / 10 + delayNs, new SlowOrder.Unit(dsn, true, link)));
            }
        }
        return arrivals;
    }

    @Test
    void keepsEachFlowInOrderAndDeliversNothingTwiceOverThreeBadPaths() {
        Random random = Seed.random("three paths");
        PriorityQueue<Arrival> arrivals = arrivals(random, 20_000);
        Map<Long, Long> cameNs = new HashMap<>();
        Map<Long, Long> flowBefore = new HashMap<>();
        List<Long> all = new ArrayList<>();
        long nowNs = 0;
        while (!arrivals.isEmpty()) {
            Arrival next = arrivals.poll();
            nowNs = next.atNs();
            cameNs.putIfAbsent(next.unit().dsn(), nowNs);
            flowBefore.put(next.unit().dsn(), next.unit().dsn() - next.unit().link());
            buffer.expire(nowNs);
            accept(next.unit());
            for (long dsn : delivered) {
                assertThat(nowNs - cameNs.get(dsn)).isLessThanOrEqualTo(HOLD_NS + 6 * MS);
            }
            all.addAll(delivered);
            delivered.clear();
        }
        buffer.expire(nowNs + HOLD_NS);
        all.addAll(delivered);
        assertThat(all).doesNotHaveDuplicates().hasSameSizeAs(cameNs.keySet());
        assertThat(buffer.heldUnits()).isZero();
        assertInOrder(all, flowBefore);
    }

    private static void assertInOrder(List<Long> all, Map<Long, Long> flowBefore) {
        Map<Long, Integer> position = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            position.put(all.get(i), i);
        }
        flowBefore.forEach((dsn, before) -> {
            if (!before.equals(dsn) && position.containsKey(before)) {
                assertThat(position.get(before)).as("%d before %d", before, dsn).isLessThan(position.get(dsn));
            }
        });
    }

    @Test
    void allocatesNothingOnceItHasHeldAsMuchBefore() {
        ReorderBuffer quiet = new ReorderBuffer(ReorderBuffer.UNITS, (buf, off, len, aggregate) -> {}, HOLD_NS);
        long[] dsn = {0};
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        // The first of each ten comes last.
                        long from = dsn[0] / 10 * 10;
                        long one = dsn[0] % 10 == 9 ? from : from + dsn[0] % 10 + 1;
                        payload.begin((int) one, DataPayload.ORDERED, DataPayload.CLASS_BULK, 0)
                                .flowLink(one == from ? 0 : 1);
                        quiet.expire(dsn[0] * 1_000);
                        quiet.accept(one, payload, unit, 0, unit.length);
                        dsn[0]++;
                    }
                }))
                .isZero();
    }
}
