package org.multiwanbond.engine;

import org.multiwanbond.api.config.BondSettings;

/**
 * The MTU of the tunnel device, protocol §6: as configured, or what all paths carry whole. Confined to the control thread.
 *
 * <p>It is raised above what protocol §6 gives as the default, and lowered to that again, never below: flows through hosts
 * that hide ICMP do not learn of a smaller one, and a path that carries less gets fragments anyway.
 */
final class InnerMtu {
    /** Protocol §6: "Never below 1 280" (the least of IPv6, RFC 8200 §5). */
    static final int LEAST_BYTES = 1_280;
    /** Protocol §6: "1 398 (+ 54 = 1 452, what IPv6 outside carries at path MTU 1 500)". */
    private static final int DEFAULT_BYTES = 1_398;
    /** Protocol §6: "54 (16 header, 16 tag, 12 FEC header, 8 symbol prefix, 2 flow link)". */
    private static final int OVERHEAD_BYTES = 54;
    /** Paths that come, go or look for their size do not change the device. */
    private static final long STEADY_NS = 5_000_000_000L;

    private int bytes = DEFAULT_BYTES;
    private int next = DEFAULT_BYTES;
    private long sinceNs;

    /** What is said to the peer: as configured, 0 for automatic. */
    static int announced(BondSettings settings) {
        return settings.mtuBytes();
    }

    /** The MTU now. */
    int of(BondSettings settings) {
        return settings.mtuBytes() > 0 ? settings.mtuBytes() : bytes;
    }

    /** Takes in the least UDP payload that the paths in use carry; answers whether the automatic MTU changes now. */
    boolean observe(int payloadBytes, long nowNs) {
        int fitting = Math.max(DEFAULT_BYTES, payloadBytes - OVERHEAD_BYTES);
        if (fitting != next) {
            next = fitting;
            sinceNs = nowNs;
        }
        boolean changes = next != bytes && nowNs - sinceNs >= STEADY_NS;
        bytes = changes ? next : bytes;
        return changes;
    }
}
