package org.multiwanbond.wire;

import org.multiwanbond.api.HotPath;

/**
 * The decrypted payload of a FEC packet of scheme Reed-Solomon: a caller-owned view of its header; the repair symbol
 * stays where it is. Confined to one thread.
 */
@HotPath
public final class FecPayload {

    /** Scheme id of Reed-Solomon over GF(2^8). */
    public static final int REED_SOLOMON = 1;
    /** Octets before the repair symbol. */
    public static final int HEADER_BYTES = 12;
    /** Source symbols of a block, at most. */
    public static final int SOURCE_SYMBOLS = 64;
    /** Repair symbols of a block, at most. */
    public static final int REPAIR_SYMBOLS = 32;

    private int symbolBytes;
    private int block;
    private int sourceSymbols;
    private int repairSymbols;
    private int index;
    private int symbolOffset;

    /** Names the block (modulo 2^16), its shape and which repair symbol, 0 to {@code repairSymbols} − 1, comes. */
    public FecPayload begin(int block, int sourceSymbols, int repairSymbols, int index) {
        this.block = block & 0xffff;
        this.sourceSymbols = sourceSymbols;
        this.repairSymbols = repairSymbols;
        this.index = index;
        return this;
    }

    /** Writes the header for a symbol of {@code symbolBytes} and returns the offset where that belongs. */
    public int write(byte[] buf, int off, int symbolBytes) {
        BigEndian.put16(buf, off, REED_SOLOMON << 8);
        BigEndian.put16(buf, off + 2, symbolBytes);
        BigEndian.put16(buf, off + 4, 0);
        BigEndian.put16(buf, off + 6, block);
        BigEndian.put8(buf, off + 8, sourceSymbols);
        BigEndian.put8(buf, off + 9, repairSymbols);
        BigEndian.put16(buf, off + 10, index << 8);
        return off + HEADER_BYTES;
    }

    /** Reads a payload of {@code len} octets: {@link DropReason#OK}, or {@link DropReason#PAYLOAD} and the view is void. */
    public int read(byte[] buf, int off, int len) {
        if (len <= HEADER_BYTES || off < 0 || len > buf.length - off) {
            return DropReason.PAYLOAD;
        }
        symbolBytes = BigEndian.u16(buf, off + 2);
        block = BigEndian.u16(buf, off + 6);
        sourceSymbols = BigEndian.u8(buf, off + 8);
        repairSymbols = BigEndian.u8(buf, off + 9);
        index = BigEndian.u8(buf, off + 10);
        symbolOffset = off + HEADER_BYTES;
        boolean legal = BigEndian.u16(buf, off) == REED_SOLOMON << 8
                && BigEndian.u16(buf, off + 4) == 0
                && buf[off + 11] == 0
                && symbolBytes == len - HEADER_BYTES
                && symbolBytes >= SourceSymbol.PREFIX_BYTES
                && shapeIsLegal();
        return legal ? DropReason.OK : DropReason.PAYLOAD;
    }

    private boolean shapeIsLegal() {
        // §6: "k ≤ 64, r ≤ 32, k + r ≤ 96"
        return sourceSymbols >= 1
                && sourceSymbols <= SOURCE_SYMBOLS
                && repairSymbols <= REPAIR_SYMBOLS
                && index < repairSymbols;
    }

    /** Octets of the symbol, at least 8. */
    public int symbolBytes() {
        return symbolBytes;
    }

    /** Block number modulo 2^16. */
    public int block() {
        return block;
    }

    /** k: source symbols of the block, 1 to 64. */
    public int sourceSymbols() {
        return sourceSymbols;
    }

    /** r: repair symbols of the block, 1 to 32. */
    public int repairSymbols() {
        return repairSymbols;
    }

    /** Which repair symbol this is, 0 to r − 1. */
    public int index() {
        return index;
    }

    /** Where the symbol begins. */
    public int symbolOffset() {
        return symbolOffset;
    }
}
