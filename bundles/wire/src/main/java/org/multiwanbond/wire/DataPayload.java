package org.multiwanbond.wire;

import org.multiwanbond.api.HotPath;

/**
 * The decrypted payload of a DATA packet: a caller-owned view that {@link #read} fills and {@link #write} puts on the
 * wire. Confined to one thread.
 *
 * <p>To write: {@link #begin}, the setters that apply, {@link #write}; the inner packet follows at the offset returned.
 */
@HotPath
public final class DataPayload {

    // §6 "DF bits"
    public static final int ORDERED = 0x01;
    public static final int REDUNDANT_COPY = 0x02;
    public static final int RETRANSMISSION = 0x04;
    public static final int FRAGMENT = 0x08;
    public static final int AGGREGATE = 0x10;
    public static final int FLOW_LINK = 0x20;
    public static final int FEC_MEMBER = 0x40;
    private static final int RESERVED = 0x80;

    // §6 "Classes"
    public static final int CLASS_BULK = 0;
    public static final int CLASS_INTERACTIVE = 1;
    public static final int CLASS_REAL_TIME = 2;
    public static final int CLASS_STREAMING = 3;
    public static final int CLASS_BACKGROUND = 4;
    /** Number of traffic classes. */
    public static final int CLASSES = 5;

    /** Octets before the extra ones that the flags announce. */
    public static final int FIXED_BYTES = 8;
    /** Octets of the longest prefix: fixed, fragment, flow link and FEC member. */
    public static final int LONGEST_PREFIX_BYTES = 15;
    /** Fragments of a unit, at most. */
    public static final int FRAGMENTS = 16;
    /** One unit of {@link #timestamp} in nanoseconds. */
    public static final long TIMESTAMP_UNIT_NS = 64_000;

    private int dsn;
    private int flags;
    private int trafficClass;
    private int timestamp;
    private int fragmentIndex;
    private int fragmentCount;
    private int flowLink;
    private int fecBlock;
    private int fecIndex;
    private int innerOffset;
    private int innerLengthBytes;

    /** Starts a payload to be written; extras are added by the setters. {@code timestamp} is modulo 2^16. */
    public DataPayload begin(int dsn, int flags, int trafficClass, int timestamp) {
        this.dsn = dsn;
        this.flags = flags & (ORDERED | REDUNDANT_COPY | RETRANSMISSION | AGGREGATE);
        this.trafficClass = trafficClass;
        this.timestamp = timestamp & 0xffff;
        return this;
    }

    /** Adds the fragment octets: index from 0, count 2 to {@link #FRAGMENTS}. */
    public DataPayload fragment(int index, int count) {
        flags |= FRAGMENT;
        fragmentIndex = index;
        fragmentCount = count;
        return this;
    }

    /** Adds the flow link: this DSN minus that of the previous unit of the flow, 0 for none within 65 535. */
    public DataPayload flowLink(int distance) {
        flags |= FLOW_LINK;
        flowLink = distance;
        return this;
    }

    /** Adds the membership in a repair block: block modulo 2^16, index 0 to 63. */
    public DataPayload fecMember(int block, int index) {
        flags |= FEC_MEMBER;
        fecBlock = block & 0xffff;
        fecIndex = index;
        return this;
    }

    /** Fills the FEC-member octets of a written payload: they are the last before its inner packet. */
    public static void fillFecMember(byte[] buf, int innerOffset, int block, int index) {
        BigEndian.put16(buf, innerOffset - 3, block & 0xffff);
        BigEndian.put8(buf, innerOffset - 1, index);
    }

    /** Octets {@link #write} will produce. */
    public int prefixBytes() {
        return FIXED_BYTES + extraBytes(flags);
    }

    /** Writes everything before the inner packet and returns the offset where that begins. */
    public int write(byte[] buf, int off) {
        BigEndian.put32(buf, off, dsn);
        BigEndian.put8(buf, off + 4, flags);
        BigEndian.put8(buf, off + 5, trafficClass);
        BigEndian.put16(buf, off + 6, timestamp);
        int at = off + FIXED_BYTES;
        if (has(FRAGMENT)) {
            BigEndian.put8(buf, at, fragmentIndex);
            BigEndian.put8(buf, at + 1, fragmentCount);
            at += 2;
        }
        if (has(FLOW_LINK)) {
            BigEndian.put16(buf, at, flowLink);
            at += 2;
        }
        if (has(FEC_MEMBER)) {
            BigEndian.put16(buf, at, fecBlock);
            BigEndian.put8(buf, at + 2, fecIndex);
            at += 3;
        }
        return at;
    }

    /** Reads a payload of {@code len} octets: {@link DropReason#OK}, or {@link DropReason#PAYLOAD} and the view is void. */
    public int read(byte[] buf, int off, int len) {
        if (len <= FIXED_BYTES || off < 0 || len > buf.length - off) {
            return DropReason.PAYLOAD;
        }
        dsn = BigEndian.i32(buf, off);
        flags = BigEndian.u8(buf, off + 4);
        int rawClass = BigEndian.u8(buf, off + 5);
        // §6: "others: treat as 0"
        trafficClass = rawClass < CLASSES ? rawClass : CLASS_BULK;
        timestamp = BigEndian.u16(buf, off + 6);
        innerOffset = off + prefixBytes();
        innerLengthBytes = off + len - innerOffset;
        // §6: "An empty inner packet is an error"
        if (has(RESERVED) || innerLengthBytes <= 0) {
            return DropReason.PAYLOAD;
        }
        readExtras(buf, off + FIXED_BYTES);
        return extrasAreLegal() && (!has(AGGREGATE) || aggregateIsWhole(buf)) ? DropReason.OK : DropReason.PAYLOAD;
    }

    private void readExtras(byte[] buf, int off) {
        int at = off;
        fragmentIndex = 0;
        fragmentCount = 1;
        if (has(FRAGMENT)) {
            fragmentIndex = BigEndian.u8(buf, at);
            fragmentCount = BigEndian.u8(buf, at + 1);
            at += 2;
        }
        flowLink = 0;
        if (has(FLOW_LINK)) {
            flowLink = BigEndian.u16(buf, at);
            at += 2;
        }
        fecBlock = 0;
        fecIndex = 0;
        if (has(FEC_MEMBER)) {
            fecBlock = BigEndian.u16(buf, at);
            fecIndex = BigEndian.u8(buf, at + 2);
        }
    }

    private boolean extrasAreLegal() {
        if (fecIndex >= FecPayload.SOURCE_SYMBOLS) {
            return false;
        }
        // §6: aggregates are "never fragmented"
        return !has(FRAGMENT)
                || !has(AGGREGATE) && fragmentCount >= 2 && fragmentCount <= FRAGMENTS && fragmentIndex < fragmentCount;
    }

    private boolean aggregateIsWhole(byte[] buf) {
        int end = innerOffset + innerLengthBytes;
        int at = innerOffset;
        while (at + 2 < end) {
            int inner = BigEndian.u16(buf, at);
            if (inner == 0) {
                return false;
            }
            at += 2 + inner;
        }
        return at == end;
    }

    /** Whether the flag bit is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The flag octet. */
    public int flags() {
        return flags;
    }

    /** The sender's clock in a payload that {@link #read} found legal: see {@link #timestamp()}. */
    public static int timestamp(byte[] buf, int off) {
        return BigEndian.u16(buf, off + 6);
    }

    /** Low 32 bits of the data sequence number: see {@link PacketNumbers#reconstruct}. */
    public int dsn() {
        return dsn;
    }

    /** Traffic class, 0 to 4 after {@link #read}. */
    public int trafficClass() {
        return trafficClass;
    }

    /** Sender clock in units of {@link #TIMESTAMP_UNIT_NS}, modulo 2^16. */
    public int timestamp() {
        return timestamp;
    }

    /** Index of this fragment, 0 for a whole unit. */
    public int fragmentIndex() {
        return fragmentIndex;
    }

    /** Fragments of the unit, 1 for a whole one. */
    public int fragmentCount() {
        return fragmentCount;
    }

    /** Distance to the previous unit of the flow, 0 for none within 65 535. */
    public int flowLink() {
        return flowLink;
    }

    public int fecBlock() {
        return fecBlock;
    }

    public int fecIndex() {
        return fecIndex;
    }

    /** Where the inner packet, the fragment's part of it or the aggregate begins. */
    public int innerOffset() {
        return innerOffset;
    }

    /** Octets from {@link #innerOffset} to the end, at least 1. */
    public int innerLengthBytes() {
        return innerLengthBytes;
    }

    private static int extraBytes(int flags) {
        return ((flags & FRAGMENT) >>> 2) + ((flags & FLOW_LINK) >>> 4) + ((flags & FEC_MEMBER) != 0 ? 3 : 0);
    }
}
