package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.engine.InnerPacket;
import org.multiwanbond.engine.queue.FairQueue;
import org.multiwanbond.engine.queue.FlowQueue;
import org.multiwanbond.engine.queue.Unit;

/**
 * Takes packets out of the ingress queue at the last moment, when a path has room for them: only then they get their path
 * and their DSN, so that what the queue drops leaves no gap. Confined to the send thread.
 */
@HotPath
final class Scheduler {
    /** Packets of a flow a balancer is asked about at once: one segmented send. */
    private static final int RUN_PACKETS = 64;

    /** Timers of common kernels are no finer, and a turn of the loop costs some of this. */
    private static final long LEAST_WAIT_NS = 100_000L;

    private static final long LONGEST_WAIT_NS = 2_000_000L;

    /** With one aim every 50 ms a longer round trip is half forgotten after 0.55 s. */
    private static final int AIMS_REMEMBERED = 16;

    private static final long LEAST_TARGET_NS = 30_000_000L;
    private static final long LONGEST_TARGET_NS = 100_000_000L;
    private static final long LEAST_INTERVAL_NS = 100_000_000L;
    private static final long LONGEST_INTERVAL_NS = 1_000_000_000L;
    /** 32 ms at 1 Gbit/s: more standing data leaves the caches of most processors. */
    private static final double LEAST_TARGET_BITS = 32e6;

    /** A flow's turn is a tenth of a millisecond of all paths: too short to be felt by the others. */
    private static final int TURNS_PER_SECOND = 10_000;

    /** A quarter of a second of all paths. */
    private static final int LIMIT_PARTS_OF_SECOND = 4;

    private static final int SENT = 0;
    private static final int BLOCKED = 1;
    private static final int NO_PATH = 2;

    private final PendingRun run = new PendingRun();
    private final YoungFlows young = new YoungFlows();
    private final FlowKinds kinds = new FlowKinds();
    private final Outflow outflow;
    private final UsablePaths usable;
    private final UnitWriter writer;
    private long roundTripNs;
    private boolean balancerIsNew;
    private Balancer balancer = (table, pending) -> Balancer.WAIT;

    Scheduler(Outflow outflow, UsablePaths usable, UnitWriter writer) {
        this.outflow = outflow;
        this.usable = usable;
        this.writer = writer;
    }

    void balancer(Balancer newBalancer) {
        balancer = newBalancer;
        writer.keepsOrder(newBalancer.keepsOrder());
        balancerIsNew = true;
    }

    /** Gives memory back that only traffic needs. */
    void rest() {
        young.rest();
        kinds.rest();
        outflow.rest();
    }

    /** Queues inner packets. */
    void offer(PacketBatch inner, int from, int count, long nowNs) {
        byte[] slab = inner.slab();
        for (int i = from; i < from + count; i++) {
            int off = inner.offset(i);
            int len = inner.lengthBytes(i);
            int hash = InnerPacket.flowHash(slab, off, len);
            Unit unit = outflow.pool().take(slab, off, len, nowNs);
            outflow.queue().add(unit.belongs(hash, kinds.classOf(hash, slab, off, len, nowNs)));
        }
    }

    /**
     * Lets the queue aim at what a sender needs that backs off to 0.7 of its window (RFC 9438 §4.6) and still has to keep the
     * paths full: nearly half of a round trip, in which it counts what waiting for lost units adds. A round trip that got
     * shorter counts for a while yet: a path that stands still for a moment comes back, and finds a window made for it.
     */
    void aim(long newRoundTripNs, long bitsPerSecond) {
        roundTripNs = Math.max(newRoundTripNs, roundTripNs - roundTripNs / AIMS_REMEMBERED);
        long leastNs = (long) Math.min(LEAST_TARGET_NS, LEAST_TARGET_BITS * 1e9 / Math.max(1, bitsPerSecond));
        long targetNs = Math.max(leastNs, Math.min(LONGEST_TARGET_NS, roundTripNs / 2));
        // A sender answers a signal one round trip later and needs a second one to slow down.
        long intervalNs = Math.max(LEAST_INTERVAL_NS, Math.min(LONGEST_INTERVAL_NS, 3 * roundTripNs));
        outflow.queue().aims(targetNs, intervalNs, bitsPerSecond / LIMIT_PARTS_OF_SECOND / Byte.SIZE);
        outflow.queue().quantum(bitsPerSecond / TURNS_PER_SECOND / Byte.SIZE);
    }

    /** Sends as much as the paths have room for. */
    void pump(long nowNs) {
        FairQueue queue = outflow.queue();
        if (balancerIsNew) {
            balancerIsNew = false;
            queue.forgetPlacements();
        }
        queue.begin();
        for (FlowQueue flow = queue.head(nowNs); flow != null; flow = queue.head(nowNs)) {
            int answer = serve(flow, nowNs);
            if (answer == NO_PATH) {
                return;
            }
            if (answer == BLOCKED) {
                queue.pass();
            }
        }
    }

    /** When to pump again though nothing new comes: a path has room then, or a balancer may think otherwise. */
    long dueNs(long nowNs) {
        if (outflow.queue().isEmpty() && outflow.again().isEmpty()) {
            return Long.MAX_VALUE;
        }
        return Math.max(nowNs + LEAST_WAIT_NS, Math.min(nowNs + LONGEST_WAIT_NS, usable.roomNs()));
    }

    private int serve(FlowQueue flow, long nowNs) {
        int mask = flow.heldMask() & usable.mask();
        if (mask == 0) {
            mask = ask(flow);
            if (mask == 0) {
                return NO_PATH;
            }
        }
        int roomy = flow.isSparse() ? mask : usable.withRoom(mask);
        if (roomy == 0) {
            return BLOCKED;
        }
        usable.leftOut(mask & ~roomy);
        Unit unit = outflow.queue().take(flow);
        young.sent(unit.flowHash(), unit.lengthBytes(), nowNs);
        long dsn = outflow.take(unit.lengthBytes());
        unit.number(dsn, outflow.link(dsn, unit.flowHash()), nowNs);
        writer.send(unit, roomy, nowNs);
        if (!unit.isInFlight()) {
            outflow.pool().give(unit);
        }
        return SENT;
    }

    private int ask(FlowQueue flow) {
        Unit first = flow.first();
        int most = Math.min(RUN_PACKETS, flow.packets());
        run.set(first.trafficClass(), first.flowHash(), most, flow.bytesOf(most));
        run.sparse(flow.isSparse()).young(young.isYoung(first.flowHash(), usable.nowNs()));
        long placement = balancer.place(usable, run);
        int mask = Placement.pathMask(placement) & usable.mask();
        int packets = Math.min(Placement.packets(placement), most);
        if (packets <= 0) {
            return 0;
        }
        flow.hold(mask, packets);
        return mask;
    }
}
