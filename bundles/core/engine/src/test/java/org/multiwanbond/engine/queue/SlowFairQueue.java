package org.multiwanbond.engine.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** FlowQueue-CoDel as RFC 8290 §4 tells it, without any care for speed. Confined to one thread. */
final class SlowFairQueue {
    /** A packet: whether its ends understand marks says {@code ect}. */
    record Packet(int id, int flow, int bytes, boolean ect, long arrivedNs) {}

    private final Map<Integer, Deque<Packet>> packets = new TreeMap<>();
    private final Map<Integer, Integer> deficits = new HashMap<>();
    private final Map<Integer, CoDel> codels = new HashMap<>();
    private final Map<Integer, Packet> judged = new HashMap<>();
    private final Deque<Integer> young = new ArrayDeque<>();
    private final Deque<Integer> old = new ArrayDeque<>();
    private final List<Integer> dropped = new ArrayList<>();
    private final List<Integer> marked = new ArrayList<>();
    private final long targetNs;
    private final long intervalNs;
    private final long limitBytes;
    private final int quantumBytes;

    SlowFairQueue(long targetNs, long intervalNs, long limitBytes, int quantumBytes) {
        this.targetNs = targetNs;
        this.intervalNs = intervalNs;
        this.limitBytes = limitBytes;
        this.quantumBytes = quantumBytes;
    }

    void add(Packet packet) {
        int flow = packet.flow();
        packets.computeIfAbsent(flow, unknown -> new ArrayDeque<>()).add(packet);
        if (!young.contains(flow) && !old.contains(flow)) {
            young.add(flow);
            deficits.put(flow, quantumBytes);
        }
        if (bytes() > limitBytes) {
            dropped.add(remove(longest()).id());
        }
    }

    private int longest() {
        return packets.keySet().stream()
                .sorted()
                .max(Comparator.comparingLong(this::bytesOf).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private long bytesOf(int flow) {
        return packets.get(flow).stream().mapToLong(Packet::bytes).sum();
    }

    long bytes() {
        return packets.keySet().stream().mapToLong(this::bytesOf).sum();
    }

    int count() {
        return packets.values().stream().mapToInt(Deque::size).sum();
    }

    private Packet remove(int flow) {
        judged.remove(flow);
        return packets.get(flow).remove();
    }

    /** The packet that leaves now, if any is left. */
    Optional<Packet> take(long nowNs) {
        while (!young.isEmpty() || !old.isEmpty()) {
            boolean isYoung = !young.isEmpty();
            int flow = isYoung ? young.peek() : old.peek();
            if (deficits.get(flow) <= 0) {
                deficits.merge(flow, quantumBytes, Integer::sum);
                (isYoung ? young : old).remove();
                old.add(flow);
                continue;
            }
            judge(flow, nowNs);
            if (!packets.get(flow).isEmpty()) {
                Packet packet = remove(flow);
                deficits.merge(flow, -packet.bytes(), Integer::sum);
                return Optional.of(packet);
            }
            if (isYoung) {
                old.add(young.remove());
            } else {
                old.remove();
            }
        }
        return Optional.empty();
    }

    private void judge(int flow, long nowNs) {
        Deque<Packet> waiting = packets.get(flow);
        while (!waiting.isEmpty() && judged.get(flow) != waiting.peek()) {
            Packet first = waiting.peek();
            boolean signal = codels.computeIfAbsent(flow, unknown -> new CoDel())
                    .signals(nowNs - first.arrivedNs(), bytesOf(flow), targetNs, intervalNs, nowNs);
            if (signal && !first.ect()) {
                dropped.add(remove(flow).id());
            } else {
                judged.put(flow, first);
                if (signal) {
                    marked.add(first.id());
                }
            }
        }
    }

    /** Packets dropped so far, in order. */
    List<Integer> dropped() {
        return dropped;
    }

    /** Packets marked so far, in order. */
    List<Integer> marked() {
        return marked;
    }
}
