package org.multiwanbond.wire;

import org.multiwanbond.api.HotPath;

/**
 * The sixteen header octets every packet begins with, read and written in place. Thread-safe: it has no state.
 *
 * <p>To write: {@link #start}, {@link #write}, then {@link #finish} once the length is known. To read: {@link #check}
 * first; the accessors expect its {@link DropReason#OK}.
 */
@HotPath
public final class Header {

    /** Octets of the header; they are the associated data of the AEAD. */
    public static final int LENGTH_BYTES = 16;
    /** Octets of the authentication tag that ends every protected packet. */
    public static final int TAG_BYTES = 16;
    /** The version this code speaks. */
    public static final int VERSION = 1;
    /** Paths of a session: the path id has four bits. */
    public static final int PATHS = 16;

    // Flags are `PPPP EE A R`.
    private static final int FLAG_ACK = 0x02;
    private static final int FLAG_RESERVED = 0x01;
    private static final int FLAGS_PATH_EPOCH = 0xfc;

    private Header() {}

    /** The first two octets: version, type, path id 0 to 15, epoch modulo 4 and the flag that ack is valid. */
    public static int start(int type, int pathId, int epoch, boolean ackValid) {
        int flags = (pathId & 0xf) << 4 | (epoch & 3) << 2 | (ackValid ? FLAG_ACK : 0);
        return (VERSION << 4 | type & 0xf) << 8 | flags;
    }

    /** Writes all fields but length and checksum; {@code ack} must be 0 unless {@code start} says it is valid. */
    public static void write(byte[] buf, int off, int start, int sessionId, int sequence, int ack) {
        BigEndian.put16(buf, off, start);
        BigEndian.put16(buf, off + 2, sessionId);
        BigEndian.put32(buf, off + 4, sequence);
        BigEndian.put32(buf, off + 8, ack);
    }

    /** Sets the length (octets after the header, tag included) and the checksum. */
    public static void finish(byte[] buf, int off, int lengthBytes) {
        BigEndian.put16(buf, off + 12, lengthBytes);
        BigEndian.put16(buf, off + 14, checksum(buf, off));
    }

    /** Steps 1 to 5 of the receive order for a datagram of {@code len} octets: {@link DropReason#OK} or the reason. */
    public static int check(byte[] buf, int off, int len) {
        if (len <= LENGTH_BYTES || off < 0 || len > buf.length - off) {
            return DropReason.SHORT;
        }
        int version = version(buf, off);
        int type = type(buf, off);
        // §4: "step 2 passes version 0 only with type 8"
        if (version != VERSION && (version != 0 || type != PacketType.VERSION_LIST)) {
            return DropReason.VERSION;
        }
        if (lengthBytes(buf, off) != len - LENGTH_BYTES) {
            return DropReason.LENGTH;
        }
        if (BigEndian.u16(buf, off + 14) != checksum(buf, off)) {
            return DropReason.CHECKSUM;
        }
        boolean wellFormed = len >= PacketType.minimumBytes(type)
                && len <= PacketType.maximumBytes(type)
                && fieldsAreLegal(buf, off, type);
        return wellFormed ? DropReason.OK : DropReason.MALFORMED;
    }

    private static boolean fieldsAreLegal(byte[] buf, int off, int type) {
        int flags = BigEndian.u8(buf, off + 1);
        boolean ackValid = (flags & FLAG_ACK) != 0;
        // §1: "R set, unknown type, A = 0 with a non-zero Acknowledgment: drop."
        if ((flags & FLAG_RESERVED) != 0 || !ackValid && BigEndian.i32(buf, off + 8) != 0) {
            return false;
        }
        if (PacketType.isSession(type)) {
            return true;
        }
        // §1: "Types 2, 3, 4 and 8 carry P = EE = 0."
        if ((flags & FLAGS_PATH_EPOCH) != 0) {
            return false;
        }
        // Only a first message has no acknowledgment to give; every answer carries one.
        return type == PacketType.HS_INIT ? !ackValid : ackValid && answerIsLegal(buf, off, type);
    }

    private static boolean answerIsLegal(byte[] buf, int off, int type) {
        // §2: "Every header field of HS_RESP and COOKIE_REPLY has one legal value; anything else: drop."
        boolean namesSession = sessionId(buf, off) != 0;
        boolean oldVersion = version(buf, off) == 0;
        return BigEndian.i32(buf, off + 4) == 0
                && namesSession == (type == PacketType.HS_RESP)
                && oldVersion == (type == PacketType.VERSION_LIST);
    }

    /** The checksum the header should carry: RFC 1071 over its octets with the checksum field taken as 0. */
    public static int checksum(byte[] buf, int off) {
        int sum = 0;
        for (int i = 0; i < 14; i += 2) {
            sum += BigEndian.u16(buf, off + i);
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        return ~sum & 0xffff;
    }

    public static int version(byte[] buf, int off) {
        return BigEndian.u8(buf, off) >>> 4;
    }

    /** One of {@link PacketType}. */
    public static int type(byte[] buf, int off) {
        return buf[off] & 0xf;
    }

    /** Path id, 0 to 15. */
    public static int pathId(byte[] buf, int off) {
        return BigEndian.u8(buf, off + 1) >>> 4;
    }

    /** Key epoch modulo 4. */
    public static int epochBits(byte[] buf, int off) {
        return buf[off + 1] >>> 2 & 3;
    }

    public static boolean ackValid(byte[] buf, int off) {
        return (buf[off + 1] & FLAG_ACK) != 0;
    }

    /** The session id the receiver of the packet chose, 0 for none yet. */
    public static int sessionId(byte[] buf, int off) {
        return BigEndian.u16(buf, off + 2);
    }

    /** The low 32 bits of the packet number, as they are: see {@link PacketNumbers#reconstruct}. */
    public static int sequence(byte[] buf, int off) {
        return BigEndian.i32(buf, off + 4);
    }

    /** The low 32 bits of the highest packet number the sender authenticated on this path; 0 if not valid. */
    public static int acknowledgment(byte[] buf, int off) {
        return BigEndian.i32(buf, off + 8);
    }

    /** Octets after the header, tag included. */
    public static int lengthBytes(byte[] buf, int off) {
        return BigEndian.u16(buf, off + 12);
    }
}
