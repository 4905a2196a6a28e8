package org.multiwanbond.bench.clients;

/**
 * A flow that behaves like bulk TCP: a window of packets in flight, which grows with what is acknowledged, and shrinks to
 * seven tenths once a round trip when something was lost. Confined to whoever holds the lock of its {@link BulkSource}.
 */
final class BulkFlow {
    /** RFC 6928: ten packets. */
    private static final double FIRST_WINDOW = 10;
    /** RFC 9438 §4.6. */
    private static final double BACKOFF = 0.7;

    private static final double LEAST_WINDOW = 2;
    /** RFC 6298 §2.4 says 1 s; Linux waits 200 ms and more. */
    private static final long TIMEOUT_NS = 400_000_000L;

    private final BulkPacket.Way way;
    private final double mostWindow;
    private double window = FIRST_WINDOW;
    private double slowStartEnds = Double.MAX_VALUE;
    private final long base;
    private long next;
    private long acknowledged;
    private long lost;
    private long cutAt;
    private long progressNs;

    /** A flow of measurement {@code run} with at most this many octets in flight. */
    BulkFlow(BulkPacket.Way way, int run, int mostWindowBytes) {
        this.way = way;
        this.base = BulkPacket.firstOf(run);
        this.next = base;
        this.acknowledged = base;
        this.cutAt = base;
        this.mostWindow = Math.max(LEAST_WINDOW, (double) mostWindowBytes / BulkPacket.DATA_BYTES);
    }

    BulkPacket.Way way() {
        return way;
    }

    boolean hasRoom(long nowNs) {
        if (next > acknowledged && nowNs - progressNs > TIMEOUT_NS) {
            acknowledged = next;
            slowStartEnds = Math.max(LEAST_WINDOW, window * BACKOFF);
            window = LEAST_WINDOW;
            cutAt = next;
        }
        return next - acknowledged < (long) window;
    }

    /** The number of the packet sent now. */
    long take(long nowNs) {
        if (next == acknowledged) {
            progressNs = nowNs;
        }
        return next++;
    }

    /** The client has all up to {@code upTo} that will come, {@code received} packets. */
    void acknowledge(long upTo, long received, long nowNs) {
        if (upTo <= acknowledged) {
            return;
        }
        long fresh = upTo - acknowledged;
        acknowledged = Math.min(upTo, next);
        progressNs = nowNs;
        long missing = upTo - base - received;
        if (missing > lost && acknowledged > cutAt) {
            window = Math.max(LEAST_WINDOW, window * BACKOFF);
            slowStartEnds = window;
            cutAt = next;
        } else if (missing <= lost) {
            window += window < slowStartEnds ? fresh : fresh / window;
            window = Math.min(window, mostWindow);
        }
        lost = Math.max(lost, missing);
    }
}
