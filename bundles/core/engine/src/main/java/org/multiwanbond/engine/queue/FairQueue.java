package org.multiwanbond.engine.queue;

import java.util.function.Consumer;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.Counters;

/**
 * The ingress queue of one session and direction: FlowQueue-CoDel, RFC 8290. Packets wait here, where flows are kept apart
 * and delay is watched, rather than in the links. Confined to the send thread.
 *
 * <p>The reader looks at {@link #head}, then either takes packets of that flow or passes it over, so that a flow that waits
 * for its path holds no other; a turn ends when all were passed over in a row.
 */
@HotPath
public final class FairQueue {
    /** Indices of {@link #counters()}. */
    public static final int DROPPED = 0;

    public static final int MARKED = 1;

    /** RFC 8290 §5.2.1: a packet of full size on Ethernet. */
    static final int QUANTUM_BYTES = 1_514;

    /** What a tunnel device takes at once. */
    private static final int MOST_QUANTUM_BYTES = 65_536;

    /** RFC 8290 §5.2.2: "1024". */
    private static final int FLOWS = 1_024;

    private static final long LEAST_LIMIT_BYTES = 1 << 20;
    private static final long FIRST_TARGET_NS = 30_000_000L;
    private static final long FIRST_INTERVAL_NS = 100_000_000L;

    private final Counters counters = new Counters(2);
    private final FlowList young = new FlowList();
    private final FlowList old = new FlowList();
    private final UnitPool pool;
    private FlowQueue[] flows = {};
    private long targetNs = FIRST_TARGET_NS;
    private long intervalNs = FIRST_INTERVAL_NS;
    private long limitBytes = LEAST_LIMIT_BYTES;
    private int quantumBytes = QUANTUM_BYTES;
    private long bytes;
    private int packets;
    private int passes;

    public FairQueue(UnitPool pool) {
        this.pool = pool;
    }

    /**
     * What to aim at from now on.
     *
     * @param newTargetNs standing delay of a flow that is accepted
     * @param newIntervalNs how long it may be exceeded before the flow is told
     * @param newLimitBytes octets that may wait; below 1 MiB counts as that
     */
    public void aims(long newTargetNs, long newIntervalNs, long newLimitBytes) {
        targetNs = newTargetNs;
        intervalNs = newIntervalNs;
        limitBytes = Math.max(LEAST_LIMIT_BYTES, newLimitBytes);
    }

    /**
     * What a flow may send in its turn from now on. More than a packet keeps neighbours together, which costs both ends less.
     *
     * @param wantedBytes counts as 1 514 if less, as 65 536 if more
     */
    public void quantum(long wantedBytes) {
        quantumBytes = (int) Math.max(QUANTUM_BYTES, Math.min(MOST_QUANTUM_BYTES, wantedBytes));
    }

    /** Queues a unit; what makes the queue too long is dropped from its longest flow. */
    public void add(Unit unit) {
        FlowQueue flow = flow(unit.flowHash());
        flow.units().add(unit);
        bytes += unit.lengthBytes();
        packets++;
        if (!flow.isListed()) {
            flow.listed(true);
            flow.young(true);
            flow.deficitBytes(quantumBytes);
            young.add(flow);
        }
        if (bytes > limitBytes) {
            drop(longest());
        }
    }

    private FlowQueue flow(int hash) {
        if (flows.length == 0) {
            flows = new FlowQueue[FLOWS];
        }
        int at = hash & FLOWS - 1;
        if (flows[at] == null) {
            flows[at] = new FlowQueue();
        }
        return flows[at];
    }

    private FlowQueue longest() {
        FlowQueue longest = null;
        for (FlowQueue flow : flows) {
            boolean longer = flow != null
                    && (longest == null
                            || flow.units().bytes() > longest.units().bytes());
            longest = longer ? flow : longest;
        }
        return longest;
    }

    private void drop(FlowQueue flow) {
        counters.add(DROPPED, 1);
        pool.give(remove(flow));
    }

    private Unit remove(FlowQueue flow) {
        Unit unit = flow.units().take();
        bytes -= unit.lengthBytes();
        packets--;
        flow.usedOne();
        flow.judged(null);
        return unit;
    }

    /** Gives the memory of flows back if there are none. */
    public void rest() {
        if (young.count() + old.count() == 0) {
            flows = new FlowQueue[0];
        }
    }

    /** Begins a turn: every flow may be looked at again. */
    public void begin() {
        passes = young.count() + old.count();
    }

    /** The flow to serve next, with at least one packet; {@code null} when there is none left in this turn. */
    public FlowQueue head(long nowNs) {
        while (passes > 0) {
            FlowList list = young.count() > 0 ? young : old;
            FlowQueue flow = list.first();
            if (flow.deficitBytes() <= 0) {
                flow.deficitBytes(flow.deficitBytes() + quantumBytes);
                toOld(list);
            } else if (judge(flow, nowNs)) {
                return flow;
            } else if (list == young) {
                // RFC 8290 §4.2: "moved to the end of the list of old queues", so that it cannot stay new for ever.
                toOld(list);
            } else {
                list.take().listed(false);
                passes--;
            }
        }
        return null;
    }

    private void toOld(FlowList from) {
        FlowQueue flow = from.take();
        flow.young(false);
        old.add(flow);
    }

    /** Drops and marks at the head as its delay asks for; answers whether a packet is left. */
    private boolean judge(FlowQueue flow, long nowNs) {
        while (!flow.units().isEmpty() && !flow.isJudged()) {
            Unit unit = flow.first();
            boolean signal =
                    flow.codel().signals(nowNs - unit.arrivedNs(), flow.units().bytes(), targetNs, intervalNs, nowNs);
            if (signal && !Ecn.mark(unit.octets())) {
                drop(flow);
            } else {
                counters.add(MARKED, signal ? 1 : 0);
                flow.judged(unit);
            }
        }
        return !flow.units().isEmpty();
    }

    /** Takes the first packet of the flow that {@link #head} answered. */
    public Unit take(FlowQueue flow) {
        Unit unit = remove(flow);
        flow.deficitBytes(flow.deficitBytes() - unit.lengthBytes());
        // Flows passed over may come up again before this one: they must not use up the looks it has left.
        passes = young.count() + old.count();
        return unit;
    }

    /** Leaves the flow that {@link #head} answered alone until all others were looked at. */
    public void pass() {
        passes--;
        FlowList list = young.count() > 0 ? young : old;
        toOld(list);
    }

    /** How long the packet at the head of the flow that is next has waited, 0 if none waits. */
    public long waitNs(long nowNs) {
        FlowQueue flow = old.count() > 0 ? old.first() : young.first();
        boolean waits = flow != null && packets > 0 && !flow.units().isEmpty();
        return waits ? Math.max(0, nowNs - flow.first().arrivedNs()) : 0;
    }

    /** Forgets placements: they were made by another balancer, or for paths that are gone. */
    public void forgetPlacements() {
        for (FlowQueue flow : flows) {
            if (flow != null) {
                flow.hold(0, 0);
            }
        }
    }

    /** Shows every flow that waits; for reports. */
    public void visit(Consumer<FlowQueue> visitor) {
        for (FlowQueue flow : flows) {
            if (flow != null && flow.packets() > 0) {
                visitor.accept(flow);
            }
        }
    }

    public int packets() {
        return packets;
    }

    public long bytes() {
        return bytes;
    }

    public boolean isEmpty() {
        return packets == 0;
    }

    /** Packets dropped and marked because they waited too long. */
    public Counters counters() {
        return counters;
    }
}
