package org.multiwanbond.balancer.streaming;

import org.multiwanbond.api.HotPath;

/** Octets of the last second, as a moving average. Confined to one thread. */
@HotPath
final class RecentOctets {
    private static final double WINDOW_NS = 1e9;
    private static final double BITS_PER_BYTE = 8;

    private double bytes;
    private long addedNs;

    void add(double lengthBytes, long nowNs) {
        bytes = faded(nowNs) + lengthBytes;
        addedNs = nowNs;
    }

    double bitsPerSecond(long nowNs) {
        return BITS_PER_BYTE * faded(nowNs);
    }

    private double faded(long nowNs) {
        return bytes * Math.exp((addedNs - nowNs) / WINDOW_NS);
    }
}
