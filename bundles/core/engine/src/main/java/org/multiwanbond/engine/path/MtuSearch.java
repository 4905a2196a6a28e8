package org.multiwanbond.engine.path;

import org.multiwanbond.api.HotPath;

/**
 * Finds the largest UDP payload a path carries by probes alone, in the way of RFC 8899. Confined to the send thread.
 *
 * <p>All candidate sizes are tried at once, so that a common MTU is known after one round trip.
 */
@HotPath
public final class MtuSearch {
    /** Protocol §6: "Until a probe confirmed more, a path carries UDP payloads of 1 200." */
    public static final int LEAST_BYTES = 1_200;

    /** UDP payload of Ethernet over IPv4, IPv6, PPPoE, common LTE and tunnels, and the IPv6 minimum. */
    private static final int[] SIZES = {1_472, 1_452, 1_432, 1_392, 1_332, 1_232};

    private static final int ATTEMPTS = 3;
    /** RFC 8899 §5.1.1: PMTU_RAISE_TIMER. */
    private static final long RAISE_NS = 600_000_000_000L;
    /** After a size was taken back: a full queue may have looked like a smaller path, and have swallowed the probes too. */
    private static final long SECOND_LOOK_NS = 30_000_000_000L;

    private static final int NOTHING = 0;
    /** Ids of probes have 16 bits. */
    private static final int LAST_SEARCH = 0xffff;

    private int confirmedBytes = LEAST_BYTES;
    private long restNs = RAISE_NS;
    private int search;
    private int next;
    private int attempt = ATTEMPTS;
    private long nextNs = Long.MAX_VALUE;

    /** Begins, or begins again, to look for more than is confirmed. */
    public void start(long nowNs) {
        search = search + 1 & LAST_SEARCH;
        next = 0;
        attempt = 0;
        nextNs = nowNs;
    }

    /** Forgets what was confirmed, because packets go another way now or the way carries less, and begins to look again. */
    public void startOver(long nowNs) {
        restNs = confirmedBytes > LEAST_BYTES ? SECOND_LOOK_NS : restNs;
        confirmedBytes = LEAST_BYTES;
        start(nowNs);
    }

    /** The size to probe now, 0 for none; to be called until it answers 0. */
    public int probeNow(long nowNs, long gapNs) {
        if (nowNs < nextNs) {
            return NOTHING;
        }
        if (attempt == ATTEMPTS) {
            start(nowNs);
        }
        if (next < SIZES.length && SIZES[next] > confirmedBytes) {
            return SIZES[next++];
        }
        boolean complete = confirmedBytes == SIZES[0];
        next = 0;
        attempt = complete ? ATTEMPTS : attempt + 1;
        nextNs = nowNs + (attempt == ATTEMPTS ? restNs : gapNs);
        restNs = attempt == ATTEMPTS ? RAISE_NS : restNs;
        return NOTHING;
    }

    /** The peer received a probe of this size; one of an earlier search tells nothing of the path as it is now. */
    public void confirmed(int id, int sizeBytes) {
        if (id == search && sizeBytes <= SIZES[0]) {
            confirmedBytes = Math.max(confirmedBytes, sizeBytes);
        }
    }

    /** The id its probes have on the wire. */
    public int id() {
        return search;
    }

    /** Largest UDP payload known to pass. */
    public int payloadBytes() {
        return confirmedBytes;
    }

    public long dueNs() {
        return nextNs;
    }
}
