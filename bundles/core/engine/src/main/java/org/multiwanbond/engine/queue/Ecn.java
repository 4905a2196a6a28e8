package org.multiwanbond.engine.queue;

import org.multiwanbond.api.HotPath;

/** Congestion marks in inner packets, RFC 3168 §5. Thread-safe: stateless. */
@HotPath
final class Ecn {
    private static final int MASK = 3;
    private static final int CONGESTION_EXPERIENCED = 3;

    private Ecn() {}

    /** Marks a packet whose ends understand marks; answers false, and changes nothing, if they do not. */
    static boolean mark(byte[] packet) {
        boolean ipv6 = (packet[0] & 0xf0) == 0x60;
        // IPv6: the traffic class lies across the first two octets, its ECN bits in the upper half of the second.
        int shift = ipv6 ? 4 : 0;
        int bits = packet[1] >>> shift & MASK;
        if (bits == 0) {
            return false;
        }
        if (bits != CONGESTION_EXPERIENCED) {
            packet[1] |= (byte) (CONGESTION_EXPERIENCED << shift);
            if (!ipv6) {
                repairChecksum(packet, CONGESTION_EXPERIENCED - bits);
            }
        }
        return true;
    }

    /** RFC 1624 §3, eqn. 3 for a 16-bit word that grew by {@code added}. */
    private static void repairChecksum(byte[] packet, int added) {
        int sum = (~((packet[10] & 0xff) << 8 | packet[11] & 0xff) & 0xffff) + added;
        int folded = ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
        packet[10] = (byte) (folded >>> 8);
        packet[11] = (byte) folded;
    }
}
