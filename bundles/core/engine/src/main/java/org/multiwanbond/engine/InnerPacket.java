package org.multiwanbond.engine;

import org.multiwanbond.api.HotPath;

/**
 * What the engine reads of an inner IP packet: addresses, length, and the hash of its flow. Thread-safe: stateless. The
 * packet must have passed {@link #isWhole}.
 */
@HotPath
public final class InnerPacket {
    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final long MAPPED = 0x0000_ffff_0000_0000L;
    private static final int TCP = 6;
    private static final int UDP = 17;
    /** Multiplier of a 64-bit mixing step: 2^64 divided by the golden ratio, odd (Knuth, TAOCP 3, 6.4). */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private InnerPacket() {}

    /** Whether these octets are one IPv4 or IPv6 packet of exactly this length (RFC 791 §3.1, RFC 8200 §3). */
    public static boolean isWhole(byte[] buf, int off, int len) {
        if (len < IPV4_HEADER_BYTES) {
            return false;
        }
        if (isIpv6(buf, off)) {
            return len >= IPV6_HEADER_BYTES && u16(buf, off + 4) + IPV6_HEADER_BYTES == len;
        }
        int headerBytes = (buf[off] & 0xf) * 4;
        boolean ipv4 = (buf[off] & 0xf0) == 0x40;
        return ipv4 && headerBytes >= IPV4_HEADER_BYTES && headerBytes <= len && u16(buf, off + 2) == len;
    }

    public static boolean isIpv6(byte[] buf, int off) {
        return (buf[off] & 0xf0) == 0x60;
    }

    public static long sourceHigh(byte[] buf, int off) {
        return isIpv6(buf, off) ? i64(buf, off + 8) : 0;
    }

    public static long sourceLow(byte[] buf, int off) {
        return isIpv6(buf, off) ? i64(buf, off + 16) : MAPPED | u32(buf, off + 12);
    }

    public static long targetHigh(byte[] buf, int off) {
        return isIpv6(buf, off) ? i64(buf, off + 24) : 0;
    }

    public static long targetLow(byte[] buf, int off) {
        return isIpv6(buf, off) ? i64(buf, off + 32) : MAPPED | u32(buf, off + 16);
    }

    /** Differentiated services code point (RFC 2474 §3). */
    public static int dscp(byte[] buf, int off) {
        return isIpv6(buf, off) ? u16(buf, off) >>> 6 & 0x3f : (buf[off + 1] & 0xff) >>> 2;
    }

    public static boolean isTcp(byte[] buf, int off) {
        return buf[off + (isIpv6(buf, off) ? 6 : 9)] == TCP;
    }

    /** Hash of addresses, protocol and, for whole TCP and UDP packets, ports. */
    public static int flowHash(byte[] buf, int off, int len) {
        boolean ipv6 = isIpv6(buf, off);
        int protocol = buf[off + (ipv6 ? 6 : 9)] & 0xff;
        int headerBytes = ipv6 ? IPV6_HEADER_BYTES : (buf[off] & 0xf) * 4;
        // RFC 791 §3.1: a later fragment has no ports; all fragments of a packet must hash alike.
        boolean fragment = !ipv6 && (u16(buf, off + 6) & 0x3fff) != 0;
        boolean hasPorts = !fragment && (protocol == TCP || protocol == UDP) && len >= headerBytes + 4;
        long hash = protocol * MIX;
        hash = mix(hash ^ sourceHigh(buf, off));
        hash = mix(hash ^ sourceLow(buf, off));
        hash = mix(hash ^ targetHigh(buf, off));
        hash = mix(hash ^ targetLow(buf, off));
        hash = mix(hash ^ (hasPorts ? u32(buf, off + headerBytes) : 0));
        return (int) (hash >>> 32);
    }

    private static long mix(long value) {
        long mixed = value * MIX;
        return mixed ^ mixed >>> 29;
    }

    private static int u16(byte[] buf, int off) {
        return (buf[off] & 0xff) << 8 | buf[off + 1] & 0xff;
    }

    private static long u32(byte[] buf, int off) {
        return (long) u16(buf, off) << 16 | u16(buf, off + 2);
    }

    private static long i64(byte[] buf, int off) {
        return u32(buf, off) << 32 | u32(buf, off + 4);
    }
}
