package org.multiwanbond.engine.send;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.Counters;
import org.multiwanbond.engine.queue.FairQueue;
import org.multiwanbond.engine.queue.UnitList;
import org.multiwanbond.engine.queue.UnitPool;

/**
 * What a session has to send: the packets that wait, the units that go again, their numbering, and the links between units
 * of one flow. It outlives the keys and session ids of a session, so that a resumed session goes on where it stood.
 * Confined to the send thread; its counters may be read by any.
 */
@HotPath
public final class Outflow {
    /** Indices of {@link #counters()}. */
    public static final int PACKETS = 0;

    public static final int BYTES = 1;
    /** Units sent again. */
    public static final int RESENT = 2;
    /** Units given up: lost on every path they were sent on. */
    public static final int LOST = 3;
    /** Repair packets sent. */
    public static final int REPAIRS = 4;

    /** Protocol §6: "Senders keep ≥ 4 096 flow buckets". */
    private static final int BUCKETS = 4_096;

    private static final long FARTHEST_LINK = 65_535;
    private static final long NONE = Long.MIN_VALUE / 2;

    private final Counters counters = new Counters(5);
    private final UnitList again = new UnitList();
    private final UnitPool pool;
    private final FairQueue queue;
    private long[] lastOfFlow = {};
    private long next;
    private long peerHoldNs;

    /** An outflow with nothing to send, whose units come from this pool. */
    public Outflow(UnitPool pool) {
        this.pool = pool;
        this.queue = new FairQueue(pool);
    }

    /** Numbers the next unit. */
    long take(int packetBytes) {
        counters.add(PACKETS, 1);
        counters.add(BYTES, packetBytes);
        return next++;
    }

    /** The flow link of unit {@code dsn}, which becomes the latest of its flow: 0 for none within 65 535. */
    int link(long dsn, int flowHash) {
        if (lastOfFlow.length == 0) {
            lastOfFlow = new long[BUCKETS];
            Arrays.fill(lastOfFlow, NONE);
        }
        int bucket = flowHash & BUCKETS - 1;
        long distance = dsn - lastOfFlow[bucket];
        lastOfFlow[bucket] = dsn;
        return distance <= FARTHEST_LINK ? (int) distance : 0;
    }

    /** Gives the memory back, for nothing was sent for long: a flow's next unit needs no link to one delivered long ago. */
    void rest() {
        lastOfFlow = new long[0];
        queue.rest();
    }

    /** Tells how long the peer waits for a unit that is missing. */
    void peerHoldMs(int ms) {
        peerHoldNs = ms * 1_000_000L;
    }

    /** How long the peer waits for a unit that is missing, 0 while it has not said. */
    long peerHoldNs() {
        return peerHoldNs;
    }

    /** Packets that wait for a path. */
    public FairQueue queue() {
        return queue;
    }

    /** Units to be sent again. */
    UnitList again() {
        return again;
    }

    UnitPool pool() {
        return pool;
    }

    /** Inner packets and octets sent, and what became of them; may be read by any thread. */
    public Counters counters() {
        return counters;
    }
}
