package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.DropCount;

/**
 * A flow of numbered packets in each direction of each client of a bond. Nothing may come twice; all has to come, and in
 * order, but what the engines themselves say they dropped or gave up. Confined to the test's thread.
 */
final class RealFlows {
    private static final int PACKET_BYTES = 300;
    private static final int SOURCE_AT = 12;
    private static final int NUMBER_AT = 28;
    private static final int WINDOW = 64;
    private static final long PATIENCE_NS = 30_000_000_000L;
    /** What did not come meanwhile is taken for lost: longer than a gap is waited for. */
    private static final long LOST_AFTER_NS = 1_000_000_000L;

    private final List<ThreadTunnels> hosts = new ArrayList<>();
    private final Map<Long, Flow> flows = new HashMap<>();
    private final RealBond bond;
    private long progressNs = System.nanoTime();
    private long forgiven;
    private long late;

    RealFlows(RealBond bond) {
        this.bond = bond;
        hosts.add(bond.serverHost);
        for (RealBond.Client client : bond.clients) {
            hosts.add(client.host());
            add(client.host(), client.address(), "10.99.0.1");
            add(bond.serverHost, "10.99.0.1", client.address());
        }
    }

    private void add(ThreadTunnels from, String source, String target) {
        Flow flow = new Flow(
                from,
                Addresses.parse(source).getAddress(),
                Addresses.parse(target).getAddress());
        flows.put(name(flow.packet(0)), flow);
    }

    private static long name(byte[] packet) {
        return ByteBuffer.wrap(packet).getLong(SOURCE_AT);
    }

    private static final class Flow {
        private final BitSet numbers = new BitSet();
        private final ThreadTunnels from;
        private final byte[] source;
        private final byte[] target;
        private int sent;
        private int next;
        private int writtenOff;

        Flow(ThreadTunnels from, byte[] source, byte[] target) {
            this.from = from;
            this.source = source;
            this.target = target;
        }

        private byte[] packet(int number) {
            ByteBuffer packet = ByteBuffer.allocate(PACKET_BYTES);
            packet.put((byte) 0x45).put((byte) 0).putShort((short) PACKET_BYTES).putInt(0);
            packet.put((byte) 64).put((byte) 17).putShort((short) 0);
            packet.put(source).put(target);
            packet.putShort((short) 1000).putShort((short) 2000).putInt(0).putInt(number);
            return packet.array();
        }

        private void feed(int until) {
            while (sent < until && sent - Math.max(next, writtenOff) < WINDOW) {
                from.hostSends(packet(sent++));
            }
        }

        /** Takes in a packet; answers whether it came in order. */
        private boolean came(byte[] packet) {
            int number = ByteBuffer.wrap(packet).getInt(NUMBER_AT);
            assertThat(numbers.get(number)).as("packet %d came twice", number).isFalse();
            numbers.set(number);
            boolean inOrder = number >= next;
            next = Math.max(next, number + 1);
            return inOrder;
        }
    }

    private void turn(int until) {
        boolean progress = false;
        for (Flow flow : flows.values()) {
            flow.feed(until);
        }
        for (ThreadTunnels host : hosts) {
            for (byte[] packet = host.received.poll(); packet != null; packet = host.received.poll()) {
                late += flows.get(name(packet)).came(packet) ? 0 : 1;
                progress = true;
            }
        }
        long nowNs = System.nanoTime();
        if (progress) {
            progressNs = nowNs;
            return;
        }
        LockSupport.parkNanos(100_000);
        assertThat(nowNs - progressNs).as(this::figures).isLessThan(PATIENCE_NS);
        if (nowNs - progressNs > LOST_AFTER_NS) {
            flows.values().forEach(flow -> flow.writtenOff = flow.sent);
        }
    }

    /** Each flow sends so many more packets, and all come but those the engines say they dropped. */
    void carry(int packets) {
        carryThrough(CompletableFuture.completedFuture(null), packets);
        RealBond.await("all packets: " + figures(), () -> {
            turn(0);
            return missing() == dropped();
        });
        // A gap given up is one number of many that are missing; the others come late without being counted.
        assertThat(late == 0 || countedLate() > 0).as(this::figures).isTrue();
    }

    /** Traffic goes on while something changes and for so many packets of each flow afterwards. */
    void carryThrough(CompletableFuture<?> change, int afterwards) {
        while (!change.isDone()) {
            turn(Integer.MAX_VALUE);
        }
        int until = flows.values().stream().mapToInt(flow -> flow.sent).max().orElseThrow() + afterwards;
        while (flows.values().stream().anyMatch(flow -> Math.max(flow.next, flow.writtenOff) < until)) {
            turn(until);
        }
    }

    /** As {@link #carryThrough}; the change may take packets with it, and these are forgotten. */
    void carryThroughLosses(CompletableFuture<?> change, int afterwards) {
        carryThrough(change, afterwards);
        bond.awaitPaths();
        progressNs = System.nanoTime();
        while (System.nanoTime() - progressNs < LOST_AFTER_NS) {
            turn(0);
        }
        forgiven += missing() - dropped();
    }

    private String figures() {
        StringBuilder text = new StringBuilder("missing " + missing() + ", late " + late);
        engines().forEach(engine -> text.append(figures(engine)));
        return text.toString();
    }

    private String figures(Engine engine) {
        BondStatus status = bond.status(engine);
        StringBuilder text = new StringBuilder("\n" + status.role() + ' ' + status.drops());
        status.sessions().forEach(session -> text.append("; gaps given up ")
                .append(session.reorderGivenUp())
                .append(", ")
                .append(session.recovery()));
        return text.toString();
    }

    private List<Engine> engines() {
        List<Engine> engines = new ArrayList<>(List.of(bond.server));
        bond.clients.forEach(client -> engines.add(client.engine()));
        return engines;
    }

    private long missing() {
        return flows.values().stream()
                        .mapToLong(flow -> flow.sent - flow.numbers.cardinality())
                        .sum()
                - forgiven;
    }

    /** What the queues dropped because it waited too long: a machine that is busy with other things is slow. */
    private long dropped() {
        return engines().stream()
                .flatMap(engine -> bond.status(engine).sessions().stream())
                .mapToLong(session -> session.recovery().droppedPackets())
                .sum();
    }

    private long countedLate() {
        return engines().stream()
                .flatMap(engine -> bond.status(engine).drops().stream())
                .filter(drop -> drop.reason().equals("late"))
                .mapToLong(DropCount::packets)
                .sum();
    }
}
