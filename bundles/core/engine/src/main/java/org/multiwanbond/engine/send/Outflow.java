package org.multiwanbond.engine.send;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.Counters;

/**
 * The numbering of a session's units: DSNs and the links between units of one flow. It outlives the keys and session ids
 * of a session, so that a resumed session goes on where it stood. Confined to the send thread.
 */
@HotPath
public final class Outflow {
    public static final int PACKETS = 0;
    public static final int BYTES = 1;

    /** Protocol §6: "Senders keep ≥ 4 096 flow buckets". */
    private static final int BUCKETS = 4_096;

    private static final long FARTHEST_LINK = 65_535;
    private static final long NONE = Long.MIN_VALUE / 2;

    private final Counters counters = new Counters(2);
    private final WaitingQueue waiting = new WaitingQueue();
    private long[] lastOfFlow = {};
    private long next;

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

    WaitingQueue waiting() {
        return waiting;
    }

    /** Inner packets and octets sent. */
    public Counters counters() {
        return counters;
    }
}
