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

    private static final int NOTHING = 0;

    private int confirmedBytes = LEAST_BYTES;
    private int next;
    private int attempt = ATTEMPTS;
    private long nextNs = Long.MAX_VALUE;

    /** Begins, or begins again, to look for more than is confirmed. */
    public void start(long nowNs) {
        next = 0;
        attempt = 0;
        nextNs = nowNs;
    }

    /** Forgets what was confirmed, because packets go another way now. */
    public void reset() {
        confirmedBytes = LEAST_BYTES;
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
        nextNs = nowNs + (attempt == ATTEMPTS ? RAISE_NS : gapNs);
        return NOTHING;
    }

    /** The peer received a probe of this size. */
    public void confirmed(int sizeBytes) {
        if (sizeBytes <= SIZES[0]) {
            confirmedBytes = Math.max(confirmedBytes, sizeBytes);
        }
    }

    /** Largest UDP payload known to pass. */
    public int payloadBytes() {
        return confirmedBytes;
    }

    public long dueNs() {
        return nextNs;
    }
}
