package org.multiwanbond.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class FairQueueTest {
    private static final long MS = 1_000_000L;
    private static final int FULL = 1_400;
    private static final int MIB = 1 << 20;
    /** A capable transport, RFC 3168 §5. */
    private static final int ECT0 = 2;

    private final UnitPool pool = new UnitPool();
    private FairQueue queue = new FairQueue(pool);
    private long nowNs = 1_000 * MS;
    private int nextId;

    private Unit unit(int flow, int bytes, int ecn) {
        byte[] packet = new byte[bytes];
        packet[0] = 0x45;
        packet[1] = (byte) ecn;
        ByteBuffer.wrap(packet).putInt(20, nextId++);
        return pool.take(packet, 0, bytes, nowNs).belongs(flow, 0);
    }

    private void add(int flow, int bytes, int count) {
        for (int i = 0; i < count; i++) {
            queue.add(unit(flow, bytes, 0));
        }
    }

    private static int id(Unit unit) {
        return ByteBuffer.wrap(unit.octets()).getInt(20);
    }

    /** Takes as many packets as there are, up to {@code most}; their flows. */
    private List<Integer> serve(int most) {
        List<Integer> flows = new ArrayList<>();
        queue.begin();
        for (FlowQueue flow = queue.head(nowNs); flow != null && flows.size() < most; flow = queue.head(nowNs)) {
            Unit unit = queue.take(flow);
            flows.add(unit.flowHash());
            pool.give(unit);
        }
        return flows;
    }

    @Test
    void givesEachFlowAsManyOctetsHoweverLongItsPackets() {
        int[] lengths = {60, 300, FULL};
        for (int flow = 0; flow < lengths.length; flow++) {
            add(flow, lengths[flow], 300_000 / lengths[flow]);
        }
        long[] octets = new long[lengths.length];
        while (octets[0] + octets[1] + octets[2] < 600_000) {
            for (int flow : serve(7)) {
                octets[flow] += lengths[flow];
            }
        }
        for (long each : octets) {
            assertThat(each).isBetween(200_000L - 4_000, 200_000L + 4_000);
        }
    }

    @Test
    void keepsNeighboursOfAFlowTogetherForAsLongAsItsTurnIs() {
        queue.quantum(4 * FULL);
        add(1, FULL, 40);
        add(2, FULL, 40);
        assertThat(serve(16)).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1, 2, 2, 2, 2);
    }

    @Test
    void aTurnIsOnePacketAtLeastAnd64KibibytesAtMost() {
        queue.quantum(0);
        add(1, FairQueue.QUANTUM_BYTES, 200);
        add(2, FairQueue.QUANTUM_BYTES, 200);
        assertThat(serve(4)).containsExactly(1, 2, 1, 2);
        queue.quantum(Long.MAX_VALUE);
        List<Integer> flows = serve(200).subList(2, 200);
        int turn = flows.lastIndexOf(flows.get(0)) + 1;
        assertThat(flows.subList(0, 44)).containsOnly(flows.get(0));
        assertThat(turn).isGreaterThan(44);
        assertThat(flows.subList(44, 88)).containsOnly(3 - flows.get(0));
    }

    @Test
    void servesAFlowThatComesUpBeforeThoseThatStand() {
        add(1, FULL, 20);
        add(2, FULL, 20);
        serve(7);
        add(3, 100, 1);
        queue.begin();
        FlowQueue head = queue.head(nowNs);
        assertThat(head.first().flowHash()).isEqualTo(3);
        assertThat(head.isSparse()).isTrue();
        assertThat(serve(3)).startsWith(3).doesNotHaveDuplicates();
    }

    @Test
    void takesNoFlowForSparseThatComesAgainAndAgain() {
        add(1, FULL, 100);
        serve(3);
        int others = 0;
        for (int i = 0; i < 100; i++) {
            add(2, FULL, 1);
            others += serve(1).get(0) == 1 ? 1 : 0;
        }
        assertThat(others).isBetween(40, 60);
    }

    @Test
    void takesNoFlowForSparseThatSentItsShareAlready() {
        add(1, FULL, 3);
        assertThat(serve(2)).hasSize(2);
        queue.begin();
        FlowQueue head = queue.head(nowNs);
        assertThat(head.packets()).isEqualTo(1);
        assertThat(head.isSparse()).isFalse();
    }

    @Test
    void showsNoFlowAgainInTheTurnInWhichItWasPassedOver() {
        add(1, 500, 10);
        add(2, 500, 10);
        queue.begin();
        assertThat(queue.head(nowNs).first().flowHash()).isEqualTo(1);
        queue.pass();
        assertThat(queue.head(nowNs).first().flowHash()).isEqualTo(2);
        queue.pass();
        assertThat(queue.head(nowNs)).isNull();
        assertThat(queue.packets()).isEqualTo(20);
        assertThat(serve(20)).hasSize(20);
    }

    @Test
    void letsAFlowThatIsPassedOverHoldNoOther() {
        add(1, FULL, 10);
        add(2, FULL, 10);
        add(3, 100, 10);
        List<Integer> served = new ArrayList<>();
        queue.begin();
        for (FlowQueue flow = queue.head(nowNs); flow != null; flow = queue.head(nowNs)) {
            if (flow.first().flowHash() == 1) {
                queue.pass();
            } else {
                served.add(queue.take(flow).flowHash());
            }
        }
        assertThat(served).hasSize(20).doesNotContain(1);
        assertThat(queue.packets()).isEqualTo(10);
        assertThat(serve(20)).hasSize(10).containsOnly(1);
    }

    @Test
    void dropsTheOldestOfTheLongestFlowWhenItIsFull() {
        add(2, 1_000, 10);
        add(1, 1_024, MIB / 1_024 - 10);
        assertThat(queue.counters().get(FairQueue.DROPPED)).isZero();
        add(2, 1_000, 10);
        long dropped = queue.counters().get(FairQueue.DROPPED);
        assertThat(dropped).isBetween(9L, 10L);
        assertThat(queue.bytes()).isLessThanOrEqualTo(MIB);
        List<Integer> left = serve(10_000);
        assertThat(left.stream().filter(flow -> flow == 2)).hasSize(20);
        assertThat(left).hasSize(MIB / 1_024 + 10 - (int) dropped);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void takesALargerLimitButNoSmallerOneThanAMebibyte() {
        queue.aims(30 * MS, 100 * MS, 1_000);
        add(1, 1_024, MIB / 1_024);
        assertThat(queue.counters().get(FairQueue.DROPPED)).isZero();
        add(1, 1_024, 1);
        assertThat(queue.counters().get(FairQueue.DROPPED)).isEqualTo(1);
        queue.aims(30 * MS, 100 * MS, 2 * MIB);
        add(1, 1_024, MIB / 1_024);
        assertThat(queue.counters().get(FairQueue.DROPPED)).isEqualTo(1);
    }

    @Test
    void remembersAPlacementUntilItsPacketsLeftOrItIsForgotten() {
        add(1, 500, 5);
        queue.begin();
        FlowQueue flow = queue.head(nowNs);
        flow.hold(0b101, 2);
        assertThat(flow.heldMask()).isEqualTo(0b101);
        queue.take(flow);
        assertThat(queue.head(nowNs).heldMask()).isEqualTo(0b101);
        assertThat(flow.heldPackets()).isEqualTo(1);
        queue.take(flow);
        assertThat(flow.heldMask()).isZero();
        flow.hold(0b10, 3);
        queue.forgetPlacements();
        assertThat(flow.heldMask()).isZero();
        assertThat(flow.heldPackets()).isZero();
    }

    @Test
    void keepsAPlacementOverTurnsInWhichTheFlowIsPassedOver() {
        add(1, 500, 5);
        for (int turn = 0; turn < 3; turn++) {
            queue.begin();
            FlowQueue flow = queue.head(nowNs);
            if (turn == 0) {
                flow.hold(0b1, 4);
            }
            assertThat(flow.heldMask()).isEqualTo(0b1);
            assertThat(flow.heldPackets()).isEqualTo(4);
            queue.pass();
        }
    }

    /** Serves a packet a millisecond of a flow that stands at 50 ms for two seconds; how often it was told. */
    private long signals(int ecn, int counter) {
        for (int i = 0; i < 2_050; i++) {
            queue.add(unit(1, 1_000, ecn));
            nowNs += MS;
            if (i >= 50) {
                serve(1);
            }
        }
        return queue.counters().get(counter);
    }

    @Test
    void marksPacketsOfAStandingQueueWhoseEndsUnderstandAndDropsOthers() {
        queue.aims(30 * MS, 100 * MS, 0);
        assertThat(signals(ECT0, FairQueue.MARKED)).isBetween(5L, 200L);
        assertThat(queue.counters().get(FairQueue.DROPPED)).isZero();
        queue = new FairQueue(pool);
        queue.aims(30 * MS, 100 * MS, 0);
        assertThat(signals(0, FairQueue.DROPPED)).isBetween(5L, 200L);
        assertThat(queue.counters().get(FairQueue.MARKED)).isZero();
    }

    @Test
    void leavesAQueueBelowTheTargetAlone() {
        queue.aims(60 * MS, 100 * MS, 0);
        assertThat(signals(0, FairQueue.DROPPED)).isZero();
    }

    @Test
    void tellsHowLongTheNextPacketWaited() {
        assertThat(queue.waitNs(nowNs)).isZero();
        add(1, 500, 2);
        assertThat(queue.waitNs(nowNs + 7 * MS)).isEqualTo(7 * MS);
        serve(2);
        assertThat(queue.waitNs(nowNs + 7 * MS)).isZero();
    }

    @Test
    void doesAsItsSlowTwinOnWhateverComes() {
        Random random = Seed.random("fair queue");
        for (int round = 0; round < 20; round++) {
            queue = new FairQueue(pool);
            queue.aims(5 * MS, 20 * MS, 0);
            int quantumBytes = random.nextBoolean() ? FairQueue.QUANTUM_BYTES : 2_000 + random.nextInt(60_000);
            queue.quantum(quantumBytes);
            nextId = 0;
            compareWithTwin(new SlowFairQueue(5 * MS, 20 * MS, MIB, quantumBytes), 1 + random.nextInt(8), random);
        }
    }

    private void compareWithTwin(SlowFairQueue twin, int flows, Random random) {
        Map<Integer, Integer> ecnBefore = new HashMap<>();
        List<Integer> marked = new ArrayList<>();
        for (int step = 0; step < 1_000; step++) {
            nowNs += random.nextInt((int) MS);
            for (int i = random.nextInt(step % 300 < 150 ? 6 : 2); i > 0; i--) {
                boolean huge = random.nextInt(40) == 0;
                Unit unit = unit(random.nextInt(flows), huge ? 60_000 : 24 + random.nextInt(1_400), random.nextInt(3));
                int ecn = unit.octets()[1] & 3;
                ecnBefore.put(id(unit), ecn);
                twin.add(new SlowFairQueue.Packet(id(unit), unit.flowHash(), unit.lengthBytes(), ecn != 0, nowNs));
                queue.add(unit);
            }
            takeBoth(twin, random.nextInt(5), ecnBefore, marked);
            assertThat(queue.packets()).isEqualTo(twin.count());
            assertThat(queue.bytes()).isEqualTo(twin.bytes());
            assertThat(queue.counters().get(FairQueue.DROPPED))
                    .isEqualTo(twin.dropped().size());
        }
        takeBoth(twin, Integer.MAX_VALUE, ecnBefore, marked);
        assertThat(marked).containsExactlyElementsOf(twin.marked());
    }

    private void takeBoth(SlowFairQueue twin, int most, Map<Integer, Integer> ecnBefore, List<Integer> marked) {
        queue.begin();
        for (int i = 0; i < most; i++) {
            FlowQueue flow = queue.head(nowNs);
            Optional<SlowFairQueue.Packet> expected = twin.take(nowNs);
            assertThat(flow != null).isEqualTo(expected.isPresent());
            if (flow == null) {
                return;
            }
            Unit unit = queue.take(flow);
            assertThat(id(unit)).isEqualTo(expected.get().id());
            if ((unit.octets()[1] & 3) != ecnBefore.get(id(unit))) {
                marked.add(id(unit));
            }
            pool.give(unit);
        }
    }

    @Test
    void allocatesNothingOnceItHeldAsMuchBefore() {
        byte[] packet = new byte[FULL];
        packet[0] = 0x45;
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        nowNs += MS / 10;
                        queue.add(pool.take(packet, 0, FULL, nowNs).belongs(i % 50, 0));
                        queue.add(pool.take(packet, 0, 100, nowNs).belongs(i % 50, 0));
                        queue.begin();
                        for (int n = 0; n < 2 && queue.head(nowNs) != null; n++) {
                            pool.give(queue.take(queue.head(nowNs)));
                        }
                        queue.waitNs(nowNs);
                    }
                }))
                .isZero();
    }
}
