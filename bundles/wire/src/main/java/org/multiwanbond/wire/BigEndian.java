package org.multiwanbond.wire;

import org.multiwanbond.api.HotPath;

/** Reads and writes unsigned big-endian integers in octet arrays. Thread-safe: it has no state. */
@HotPath
public final class BigEndian {

    private BigEndian() {}

    /** The octet at {@code off}, 0 to 255. */
    public static int u8(byte[] buf, int off) {
        return buf[off] & 0xff;
    }

    /** Two octets, 0 to 65 535. */
    public static int u16(byte[] buf, int off) {
        return (buf[off] & 0xff) << 8 | buf[off + 1] & 0xff;
    }

    /** Four octets as the 32 bits of an int; negative above 2^31 − 1. */
    public static int i32(byte[] buf, int off) {
        return buf[off] << 24 | (buf[off + 1] & 0xff) << 16 | (buf[off + 2] & 0xff) << 8 | buf[off + 3] & 0xff;
    }

    /** Four octets, 0 to 2^32 − 1. */
    public static long u32(byte[] buf, int off) {
        return i32(buf, off) & 0xffff_ffffL;
    }

    /** Eight octets as the 64 bits of a long; negative above 2^63 − 1. */
    public static long i64(byte[] buf, int off) {
        return (long) i32(buf, off) << 32 | u32(buf, off + 4);
    }

    /** Writes the low eight bits. */
    public static void put8(byte[] buf, int off, int value) {
        buf[off] = (byte) value;
    }

    /** Writes the low sixteen bits. */
    public static void put16(byte[] buf, int off, int value) {
        buf[off] = (byte) (value >>> 8);
        buf[off + 1] = (byte) value;
    }

    /** Writes 32 bits. */
    public static void put32(byte[] buf, int off, int value) {
        put16(buf, off, value >>> 16);
        put16(buf, off + 2, value);
    }

    /** Writes 64 bits. */
    public static void put64(byte[] buf, int off, long value) {
        put32(buf, off, (int) (value >>> 32));
        put32(buf, off + 4, (int) value);
    }

    /** Whether {@code len} octets from {@code off} on are all zero. */
    public static boolean isZero(byte[] buf, int off, int len) {
        int seen = 0;
        for (int i = off; i < off + len; i++) {
            seen |= buf[i];
        }
        return seen == 0;
    }
}
