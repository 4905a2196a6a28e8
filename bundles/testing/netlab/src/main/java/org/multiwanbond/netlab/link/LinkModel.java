package org.multiwanbond.netlab.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One direction of a link: packets offered at one end become due at the other. Confined to one thread.
 *
 * <p>A packet meets, in this order: MTU, blackhole, queue, bottleneck, loss, corruption, latency, duplication. Loss comes
 * after the bottleneck, as on a radio link, so a lost packet has used its share of the rate. The caller passes the time
 * in, which never goes back; the same seed, settings and calls give the same result. Buffers are pooled: after warm-up
 * nothing is allocated.
 */
public final class LinkModel {
    /** What {@link #nextDueNs} answers when nothing is under way. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What {@link #poll} answers when nothing is due. */
    public static final int NONE = -1;

    /** 64 MiB: one second at 500 Mbit/s; more is taken for a mistake in the settings and dropped as a full queue. */
    private static final long MOST_HELD_BYTES = 64L << 20;

    private final PriorityQueue<Packet> underWay = new PriorityQueue<>(1_024);
    private final ArrayDeque<Packet> pool = new ArrayDeque<>(1_024);
    private final LinkStats stats = new LinkStats();
    private final SplittableRandom random;
    private final Framing framing;
    private LinkSettings settings;
    private boolean burst;
    private long heldBytes;
    private long nextOrder;
    private long busyUntilNs = Long.MIN_VALUE;
    private long lastDueNs = Long.MIN_VALUE;

    /** A link with these settings; every random decision follows from the seed. */
    public LinkModel(LinkSettings settings, Framing framing, long seed) {
        this.settings = settings;
        this.framing = framing;
        this.random = new SplittableRandom(seed);
    }

    /** The settings in force. */
    public LinkSettings settings() {
        return settings;
    }

    /**
     * Changes the settings. Packets still waiting leave at the new rate, those past the bottleneck keep their latency; an
     * open blackhole swallows all of them.
     */
    public void change(LinkSettings changed, long nowNs) {
        boolean retime =
                changed.shaping().rateBitsPerSecond() != settings.shaping().rateBitsPerSecond();
        settings = changed;
        if (changed.blackhole()) {
            swallowAll();
        } else if (retime) {
            retime(nowNs);
        }
    }

    /** Gives a packet to the link; answers whether it is under way. The octets are copied. */
    public boolean offer(byte[] octets, int offset, int lengthBytes, long nowNs) {
        Packet packet = admit(lengthBytes, nowNs);
        if (packet == null) {
            return false;
        }
        System.arraycopy(octets, offset, packet.octets, 0, lengthBytes);
        launch(packet);
        return true;
    }

    /** Gives the remaining octets of a buffer to the link; answers whether they are under way. The buffer is consumed. */
    public boolean offer(ByteBuffer octets, long nowNs) {
        int lengthBytes = octets.remaining();
        Packet packet = admit(lengthBytes, nowNs);
        if (packet == null) {
            octets.position(octets.limit());
            return false;
        }
        octets.get(packet.octets, 0, lengthBytes);
        launch(packet);
        return true;
    }

    /** When the next packet is due, or {@link #NEVER}. */
    public long nextDueNs() {
        Packet next = underWay.peek();
        return next == null ? NEVER : next.dueNs;
    }

    /** Octets of the packet that is due next, or {@link #NONE}. */
    public int nextLengthBytes() {
        Packet next = underWay.peek();
        return next == null ? NONE : next.lengthBytes;
    }

    /** Copies the next due packet to the target and answers its length, or {@link #NONE}. */
    public int poll(byte[] target, int offset, long nowNs) {
        Packet packet = take(nowNs);
        if (packet == null) {
            return NONE;
        }
        int lengthBytes = packet.lengthBytes;
        System.arraycopy(packet.octets, 0, target, offset, lengthBytes);
        pool.push(packet);
        return lengthBytes;
    }

    /** Puts the next due packet into the target and answers its length, or {@link #NONE}. */
    public int poll(ByteBuffer target, long nowNs) {
        Packet packet = take(nowNs);
        if (packet == null) {
            return NONE;
        }
        int lengthBytes = packet.lengthBytes;
        target.put(packet.octets, 0, lengthBytes);
        pool.push(packet);
        return lengthBytes;
    }

    /** The counters so far. */
    public LinkStats stats() {
        return stats.copy();
    }

    /** How long a packet offered now would wait before the bottleneck. */
    public long backlogNs(long nowNs) {
        return busyUntilNs <= nowNs ? 0 : busyUntilNs - nowNs;
    }

    private Packet admit(int lengthBytes, long nowNs) {
        int packetBytes = framing.packetBytes(lengthBytes);
        stats.countOffered(packetBytes);
        LinkEvent refusal = refusal(packetBytes, nowNs);
        if (refusal != null) {
            stats.count(refusal);
            return null;
        }
        Shaping shaping = settings.shaping();
        busyUntilNs = shaping.stall().doneNs(Math.max(busyUntilNs, nowNs), shaping.transmitNs(packetBytes));
        LinkEvent loss = loss();
        if (loss != null) {
            stats.count(loss);
            return null;
        }
        Packet packet = fromPool(lengthBytes);
        packet.departNs = busyUntilNs;
        packet.mayOvertake = !settings.latency().keepOrder();
        packet.latencyNs = latencyNs(packet);
        return packet;
    }

    private LinkEvent refusal(int packetBytes, long nowNs) {
        if (packetBytes > settings.mtuBytes()) {
            return LinkEvent.TOO_LONG;
        }
        if (settings.blackhole()) {
            return LinkEvent.BLACKHOLED;
        }
        Shaping shaping = settings.shaping();
        // A stall makes packets wait, but not the queue longer.
        long waitNs = backlogNs(nowNs) - shaping.stall().withinNs(nowNs, Math.max(nowNs, busyUntilNs));
        boolean tooLate = shaping.queueNs() > 0 && waitNs > shaping.queueNs();
        boolean full = shaping.queueBytes() > 0
                && shaping.rateBitsPerSecond() > 0
                && queuedBytes(waitNs) + packetBytes > shaping.queueBytes();
        return tooLate || full || heldBytes > MOST_HELD_BYTES ? LinkEvent.QUEUE_FULL : null;
    }

    private double queuedBytes(long waitNs) {
        return (double) waitNs * settings.shaping().rateBitsPerSecond() / 8e9;
    }

    private LinkEvent loss() {
        Loss loss = settings.loss();
        if (loss.burstEnterRatio() > 0) {
            burst = burst ? !happens(loss.burstLeaveRatio()) : happens(loss.burstEnterRatio());
            if (burst) {
                return LinkEvent.BURST_LOST;
            }
        }
        return happens(loss.randomRatio()) ? LinkEvent.LOST : null;
    }

    private long latencyNs(Packet packet) {
        Latency latency = settings.latency();
        long ns = latency.delayNs();
        if (latency.jitterNs() > 0) {
            ns += random.nextLong(-latency.jitterNs(), latency.jitterNs() + 1);
        }
        if (happens(settings.mangling().reorderRatio())) {
            stats.count(LinkEvent.REORDERED);
            packet.mayOvertake = true;
            ns += settings.mangling().reorderNs();
        }
        return Math.max(0, ns);
    }

    private void launch(Packet packet) {
        Mangling mangling = settings.mangling();
        if (happens(mangling.corruptRatio()) && packet.lengthBytes > framing.hiddenBytes()) {
            int at = random.nextInt(framing.hiddenBytes(), packet.lengthBytes);
            packet.octets[at] ^= (byte) (1 << random.nextInt(8));
            stats.count(LinkEvent.CORRUPTED);
        }
        schedule(packet);
        if (happens(mangling.duplicateRatio())) {
            stats.count(LinkEvent.DUPLICATED);
            schedule(copyOf(packet));
        }
    }

    private Packet copyOf(Packet packet) {
        Packet copy = fromPool(packet.lengthBytes);
        System.arraycopy(packet.octets, 0, copy.octets, 0, packet.lengthBytes);
        copy.departNs = packet.departNs;
        copy.latencyNs = packet.latencyNs;
        copy.mayOvertake = packet.mayOvertake;
        copy.copy = true;
        return copy;
    }

    private void schedule(Packet packet) {
        packet.order = nextOrder++;
        heldBytes += packet.lengthBytes;
        place(packet);
    }

    private void place(Packet packet) {
        packet.dueNs = packet.departNs + packet.latencyNs;
        if (!packet.mayOvertake) {
            packet.dueNs = Math.max(packet.dueNs, lastDueNs);
            lastDueNs = packet.dueNs;
        }
        underWay.add(packet);
    }

    private void retime(long nowNs) {
        Packet[] held = underWay.toArray(new Packet[0]);
        Arrays.sort(held, (a, b) -> Long.compare(a.order, b.order));
        underWay.clear();
        lastDueNs = Long.MIN_VALUE;
        long freeNs = nowNs;
        boolean inService = false;
        for (Packet packet : held) {
            if (packet.departNs > nowNs) {
                // The packet now in the bottleneck finishes at the rate it began with, and its copy with it.
                freeNs = inService ? departNs(freeNs, packet) : packet.departNs;
                inService = true;
                packet.departNs = freeNs;
            }
            place(packet);
        }
        busyUntilNs = freeNs;
    }

    private long departNs(long freeNs, Packet packet) {
        Shaping shaping = settings.shaping();
        return packet.copy
                ? freeNs
                : shaping.stall().doneNs(freeNs, shaping.transmitNs(framing.packetBytes(packet.lengthBytes)));
    }

    private void swallowAll() {
        for (Packet packet : underWay) {
            stats.count(LinkEvent.BLACKHOLED);
            pool.push(packet);
        }
        underWay.clear();
        heldBytes = 0;
        busyUntilNs = Long.MIN_VALUE;
    }

    private Packet take(long nowNs) {
        Packet next = underWay.peek();
        if (next == null || next.dueNs > nowNs) {
            return null;
        }
        underWay.remove();
        heldBytes -= next.lengthBytes;
        stats.countDelivered(framing.packetBytes(next.lengthBytes));
        return next;
    }

    private Packet fromPool(int lengthBytes) {
        Packet packet = pool.isEmpty() ? new Packet() : pool.pop();
        packet.ensure(lengthBytes);
        packet.lengthBytes = lengthBytes;
        packet.copy = false;
        return packet;
    }

    private boolean happens(double ratio) {
        return ratio > 0 && random.nextDouble() < ratio;
    }
}
