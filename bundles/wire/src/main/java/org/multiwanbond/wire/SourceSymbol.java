package org.multiwanbond.wire;

import org.multiwanbond.api.HotPath;

/** The form in which a DATA payload enters a repair block, and the way back. Thread-safe: it has no state. */
@HotPath
public final class SourceSymbol {

    /** Octets of length, flags, class and DSN in front of the content; as many as a DATA payload's fixed part. */
    public static final int PREFIX_BYTES = 8;

    // §6: "DF & 39": what describes the unit, not this copy of it
    private static final int UNIT_FLAGS =
            DataPayload.ORDERED | DataPayload.FRAGMENT | DataPayload.AGGREGATE | DataPayload.FLOW_LINK;
    private static final int FEC_BYTES = 3;

    private SourceSymbol() {}

    /** Octets {@link #write} produces, before padding, for a legal DATA payload of {@code len} octets. */
    public static int lengthBytes(byte[] payload, int off, int len) {
        return isMember(payload, off) ? len - FEC_BYTES : len;
    }

    /** Writes the symbol of a legal DATA payload and returns its length; padding is up to the caller. */
    public static int write(byte[] payload, int off, int len, byte[] out, int outOff) {
        int symbol = lengthBytes(payload, off, len);
        int flags = BigEndian.u8(payload, off + 4);
        BigEndian.put16(out, outOff, symbol - PREFIX_BYTES);
        BigEndian.put8(out, outOff + 2, flags & UNIT_FLAGS);
        out[outOff + 3] = payload[off + 5];
        System.arraycopy(payload, off, out, outOff + 4, 4);
        int from = off + DataPayload.FIXED_BYTES;
        int to = outOff + PREFIX_BYTES;
        int kept = ((flags & DataPayload.FRAGMENT) != 0 ? 2 : 0) + ((flags & DataPayload.FLOW_LINK) != 0 ? 2 : 0);
        System.arraycopy(payload, from, out, to, kept);
        int inner = symbol - PREFIX_BYTES - kept;
        System.arraycopy(payload, off + len - inner, out, to + kept, inner);
        return symbol;
    }

    /**
     * Turns a recovered symbol of {@code len} octets, padding included, into a DATA payload in place and reads it.
     *
     * @return {@link DropReason#OK}, or {@link DropReason#PAYLOAD} when the symbol names no legal unit
     */
    public static int restore(byte[] symbol, int off, int len, DataPayload view) {
        if (len < PREFIX_BYTES || off < 0 || len > symbol.length - off) {
            return DropReason.PAYLOAD;
        }
        int content = BigEndian.u16(symbol, off);
        int flags = BigEndian.u8(symbol, off + 2);
        int trafficClass = BigEndian.u8(symbol, off + 3);
        if (content > len - PREFIX_BYTES || (flags & ~UNIT_FLAGS) != 0) {
            return DropReason.PAYLOAD;
        }
        BigEndian.put32(symbol, off, BigEndian.i32(symbol, off + 4));
        BigEndian.put8(symbol, off + 4, flags);
        BigEndian.put8(symbol, off + 5, trafficClass);
        BigEndian.put16(symbol, off + 6, 0);
        return view.read(symbol, off, PREFIX_BYTES + content);
    }

    private static boolean isMember(byte[] payload, int off) {
        return (payload[off + 4] & DataPayload.FEC_MEMBER) != 0;
    }
}
