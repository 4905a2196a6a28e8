package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.engine.queue.FairQueue;
import org.multiwanbond.engine.send.RecoveryLab.Sending;

class SchedulerTest {
    private static final long MS = RecoveryLab.MS;
    private static final int LENGTH = 500;

    private final RecoveryLab lab = new RecoveryLab(2);
    private final Scheduler scheduler = new Scheduler(lab.outflow, lab.usable, lab.writer);
    private final List<Integer> asked = new ArrayList<>();

    /** Packets of one flow, all of this length. */
    private static PacketBatch inner(int flow, int count) {
        PacketBatch batch = new PacketBatch(count, count * LENGTH);
        for (int i = 0; i < count; i++) {
            int off = batch.freeOffset();
            batch.slab()[off] = 0x45;
            batch.slab()[off + 9] = 6;
            batch.slab()[off + 19] = (byte) flow;
            batch.append(LENGTH);
        }
        return batch;
    }

    private void offer(int flow, int count) {
        scheduler.offer(inner(flow, count), 0, count, lab.nowNs);
    }

    private List<Sending> pump() {
        lab.usable.refresh(lab.nowNs);
        scheduler.pump(lab.nowNs);
        return lab.sent();
    }

    private void use(Balancer balancer) {
        scheduler.balancer((table, run) -> {
            asked.add(run.packets());
            return balancer.place(table, run);
        });
    }

    /** Puts as much in flight on a path as it takes. */
    private void fill(int path) {
        while (lab.paths[path].hasRoom(lab.nowNs)) {
            lab.send(1 << path);
        }
        lab.sent();
    }

    @Test
    void asksOnceForAsManyPacketsAsThePlacementIsFor() {
        use((table, run) -> Placement.on(0, 4));
        offer(1, 10);
        assertThat(pump()).hasSize(10);
        assertThat(asked).containsExactly(10, 6, 2);
    }

    /** Packets dropped of a flow that sends one each millisecond, each of which waits for 20 ms. */
    private long droppedWithWaitsOf20Ms(long bitsPerSecond) {
        scheduler.aim(MS, bitsPerSecond);
        int[] allowed = {0};
        use((table, run) -> allowed[0]-- > 0 ? Placement.on(0, 1) : Balancer.WAIT);
        for (int ms = 0; ms < 400; ms++) {
            lab.nowNs += MS;
            offer(1, 1);
            allowed[0] = ms < 20 ? 0 : 1;
            lab.arrives(0, pump().stream().mapToLong(Sending::number).toArray());
        }
        return lab.outflow.queue().counters().get(FairQueue.DROPPED);
    }

    @Test
    void letsPacketsOfABondOfUsualSpeedWaitFor30Ms() {
        assertThat(droppedWithWaitsOf20Ms(1_000_000_000L)).isZero();
    }

    @Test
    void letsNoMoreThan4MegabytesOfAFastBondWait() {
        assertThat(droppedWithWaitsOf20Ms(8_000_000_000L)).isPositive();
    }

    @Test
    void asksAboutNoMoreThanASegmentedSendAtOnce() {
        use((table, run) -> Balancer.WAIT);
        offer(1, 200);
        assertThat(pump()).isEmpty();
        assertThat(asked).containsExactly(64);
    }

    @Test
    void numbersUnitsWithoutGapsThoughTheQueueDropsSome() {
        use((table, run) -> Placement.on(0, 1));
        for (int i = 0; i < 25; i++) {
            offer(1, 200);
        }
        assertThat(lab.outflow.queue().counters().get(FairQueue.DROPPED)).isGreaterThan(1_000);
        List<Sending> all = new ArrayList<>();
        while (!lab.outflow.queue().isEmpty()) {
            List<Sending> sent = pump();
            lab.arrives(0, sent.stream().mapToLong(Sending::number).toArray());
            lab.nowNs += MS;
            all.addAll(sent);
        }
        assertThat(all.stream().map(Sending::dsn).toList())
                .isEqualTo(IntStream.range(0, all.size()).boxed().toList());
    }

    @Test
    void letsAFlowWhosePathIsFullHoldNoOtherAndRemembersItsPlace() {
        use((table, run) -> Placement.on(run.flowHash() == hashOf(1) ? 0 : 1, 64));
        fill(0);
        offer(1, 5);
        offer(2, 20);
        assertThat(pump().stream().map(Sending::path)).hasSize(20).containsOnly(1);
        assertThat(asked).hasSize(2);
        lab.paths[0].sent().abandon();
        assertThat(pump().stream().map(Sending::path)).hasSize(5).containsOnly(0);
        assertThat(asked).hasSize(2);
    }

    private static int hashOf(int flow) {
        return org.multiwanbond.engine.InnerPacket.flowHash(inner(flow, 1).slab(), 0, LENGTH);
    }

    @Test
    void sendsTheOnlyPacketOfANewFlowThoughItsPathIsFull() {
        use((table, run) -> Placement.on(0, 1));
        fill(0);
        offer(1, 2);
        assertThat(pump()).isEmpty();
        offer(2, 1);
        assertThat(pump()).hasSize(1);
        assertThat(lab.outflow.queue().packets()).isEqualTo(2);
    }

    @Test
    void sendsACopyOnEveryPathOfThePlacementThatHasRoom() {
        use((table, run) -> Placement.onAll(0b11, 1));
        offer(1, 1);
        assertThat(pump()).extracting(Sending::dsn).containsExactly(0, 0);
        fill(1);
        offer(1, 2);
        List<Sending> sent = pump();
        int first = sent.get(0).dsn();
        assertThat(sent.stream().filter(sending -> sending.dsn() == first).map(Sending::path))
                .containsExactly(0);
    }

    @Test
    void remembersForAWhileThatAPathWasWantedWhoseCopyWasLeftOut() {
        use((table, run) -> Placement.onAll(0b11, 1));
        fill(1);
        offer(1, 1);
        pump();
        assertThat(lab.paths[1].isWanted(lab.nowNs)).isFalse();
        offer(1, 2);
        pump();
        assertThat(lab.paths[0].isWanted(lab.nowNs)).isFalse();
        assertThat(lab.paths[1].isWanted(lab.nowNs + 99 * MS)).isTrue();
        assertThat(lab.paths[1].isWanted(lab.nowNs + 100 * MS)).isFalse();
    }

    @Test
    void letsTheBalancerDecideWhetherThePeerRestoresTheOrder() {
        use((table, run) -> Placement.on(0, 1));
        offer(1, 1);
        assertThat(pump()).hasSize(1).allMatch(Sending::ordered);
        scheduler.balancer(new Balancer() {
            @Override
            public long place(PathTable table, Run run) {
                return Placement.on(0, 1);
            }

            @Override
            public boolean keepsOrder() {
                return false;
            }
        });
        offer(1, 1);
        assertThat(pump()).hasSize(1).noneMatch(Sending::ordered);
    }

    @Test
    void forgetsPlacementsOfAnotherBalancerAndOfPathsThatAreGone() {
        use((table, run) -> Placement.on(0, 64));
        fill(0);
        offer(1, 5);
        assertThat(pump()).isEmpty();
        use((table, run) -> Placement.on(1, 2));
        assertThat(pump()).extracting(Sending::path).hasSize(5).containsOnly(1);
        use((table, run) -> Placement.on(table.usable(0), 64));
        offer(1, 5);
        assertThat(pump()).isEmpty();
        lab.paths[0].removed(true);
        assertThat(pump()).extracting(Sending::path).hasSize(5).containsOnly(1);
    }

    @Test
    void wantsToBeCalledAgainSoonOnlyWhileSomethingWaits() {
        use((table, run) -> Balancer.WAIT);
        assertThat(scheduler.dueNs(lab.nowNs)).isEqualTo(Long.MAX_VALUE);
        offer(1, 1);
        pump();
        assertThat(scheduler.dueNs(lab.nowNs)).isBetween(lab.nowNs + MS / 10, lab.nowNs + 2 * MS);
    }

    @Test
    void givesUnitsBackThatCouldNotLeave() {
        use((table, run) -> Placement.on(0, 64));
        offer(1, 30);
        List<Sending> sent = pump();
        lab.arrives(0, sent.stream().mapToLong(Sending::number).toArray());
        lab.nowNs += MS;
        lab.arrives(0, pump().stream().mapToLong(Sending::number).toArray());
        assertThat(lab.outflow.queue().isEmpty()).isTrue();
        assertThat(lab.isEveryUnitBack()).isTrue();
    }
}
