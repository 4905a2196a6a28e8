package org.multiwanbond.engine.handshake;

import org.multiwanbond.api.net.Endpoint;

/**
 * Lets each source send 20 handshakes a second, 5 at once; a source is an IPv4 address or an IPv6 /64. Remembers 65 536
 * sources in 1 MiB taken at the start: sixteen to a row, of which the longest silent makes room. Confined to the
 * handshake thread.
 *
 * <p>It is the token bucket in its other form (GCRA, ITU-T I.371): a source's entry is the time at which its bucket is
 * full again.
 */
final class SourceLimiter {

    /** §5: "20 handshakes/s, burst 5; table at most 65 536 entries, oldest out." */
    static final int ENTRIES = 65_536;

    private static final long SPACING_NS = 1_000_000_000L / 20;
    private static final long TOLERANCE_NS = (5 - 1) * SPACING_NS;

    private static final int ROW = 16;
    private static final int ROWS = ENTRIES / ROW;

    /** 2^64 / golden ratio, odd: spreads consecutive addresses over the rows (Knuth, TAOCP 3, 6.4). */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final long secret;
    private final long[] sources = new long[ENTRIES];
    private final long[] fullAtNs = new long[ENTRIES];

    /** {@code secret} is random, so that nobody can choose addresses that share a row. */
    SourceLimiter(long secret) {
        this.secret = secret;
    }

    /** Whether this source may send one more now. */
    boolean admits(Endpoint from, long nowNs) {
        long source = source(from);
        int at = find(source, nowNs);
        if (sources[at] != source) {
            sources[at] = source;
            fullAtNs[at] = nowNs;
        }
        long full = fullAtNs[at] - nowNs > 0 ? fullAtNs[at] : nowNs;
        if (full - nowNs > TOLERANCE_NS) {
            return false;
        }
        fullAtNs[at] = full + SPACING_NS;
        return true;
    }

    /** Its entry, else an empty one, else the one whose bucket has been full for longest. */
    private int find(long source, long nowNs) {
        long mixed = (source ^ secret) * SPREAD;
        int row = (int) ((mixed ^ mixed >>> 32) * SPREAD >>> 52) % ROWS * ROW;
        int oldest = row;
        for (int at = row; at < row + ROW; at++) {
            if (sources[at] == source) {
                return at;
            }
            if (age(at, nowNs) > age(oldest, nowNs)) {
                oldest = at;
            }
        }
        return oldest;
    }

    private long age(int at, long nowNs) {
        return sources[at] == 0 ? Long.MAX_VALUE : nowNs - fullAtNs[at];
    }

    int known() {
        int count = 0;
        for (long source : sources) {
            count += source == 0 ? 0 : 1;
        }
        return count;
    }

    // Lower halves of IPv4-mapped addresses begin with 0000:ffff, as no routed /64 does. 0 is an empty entry.
    private static long source(Endpoint from) {
        long source = from.isIpv6() ? from.high() : from.low();
        return source == 0 ? 1 : source;
    }
}
