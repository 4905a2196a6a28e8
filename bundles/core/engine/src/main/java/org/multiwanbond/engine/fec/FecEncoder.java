package org.multiwanbond.engine.fec;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.wire.FecPayload;
import org.multiwanbond.wire.SourceSymbol;

/**
 * Gathers the DATA payloads of one session and class into blocks and makes their repair payloads. Confined to the
 * session's send thread.
 *
 * <p>To send: {@link #add} each new unit or fragment (no copies, no retransmissions), put the answer and {@link #block}
 * into its FEC-member octets and send it at once. Whenever {@link #isReady} says so, write all {@link #repairs} and send
 * them, best on paths that are not in {@link #pathMask}. Repair payloads not written when the next block closes are gone.
 */
@HotPath
public final class FecEncoder {
    /** Answer of {@link #add}: not a member of any block; send it without the FEC-member octets. */
    public static final int NONE = -1;

    /** When an unfinished block is closed (protocol §9, FEC flush). */
    public static final long FLUSH_NS = 10_000_000L;

    /** Answer of {@link #dueNs} when nothing waits. */
    public static final long NEVER_NS = Long.MAX_VALUE;

    private static final int PATHS = 16;

    private final CodecSource codecs;
    private final BlockNumbers numbers;
    private final int symbolLimitBytes;
    private final long flushNs;
    private final CodecArrays arrays = new CodecArrays();
    private final SymbolRow sources;
    private final SymbolRow repairs;
    private final int[] lengths = new int[FecPayload.SOURCE_SYMBOLS];
    private final FecPayload header = new FecPayload();

    private int nextK;
    private int nextR;

    private int block;
    private int k;
    private int r;
    private int count;
    private long openedNs;
    private int[] carried = new int[PATHS];

    private int closedBlock;
    private int closedK;
    private int closedR;
    private int closedBytes;
    private long closedNs;
    private int unwritten;
    private int[] closedCarried = new int[PATHS];

    /**
     * An encoder that makes nothing before {@link #shape} is called.
     *
     * @param codecs where codecs come from
     * @param numbers shared by the encoders of the session
     * @param symbolLimitBytes longest symbol; a longer payload is {@link #NONE}
     * @param flushNs when an unfinished block is closed, see {@link #FLUSH_NS}
     */
    public FecEncoder(CodecSource codecs, BlockNumbers numbers, int symbolLimitBytes, long flushNs) {
        this.codecs = codecs;
        this.numbers = numbers;
        this.symbolLimitBytes = symbolLimitBytes;
        this.flushNs = flushNs;
        sources = new SymbolRow(FecPayload.SOURCE_SYMBOLS, symbolLimitBytes);
        repairs = new SymbolRow(FecPayload.REPAIR_SYMBOLS, symbolLimitBytes);
    }

    /**
     * Sets k and r from the next block on; r = 0 for no coding. A block closed early with less than r packets gets as many
     * repair packets as it has packets.
     *
     * @param sourceSymbols k, 1 to 64; any if r is 0
     * @param repairSymbols r, 0 to 32
     */
    public void shape(int sourceSymbols, int repairSymbols) {
        nextK = sourceSymbols;
        nextR = repairSymbols;
    }

    /** Whether {@link #add} would take a payload of so many octets, FEC-member octets not counted. */
    public boolean takes(int payloadBytes) {
        boolean isOpen = count > 0 && count < k;
        return payloadBytes <= symbolLimitBytes && (isOpen || nextR > 0 && codecs.isPresent());
    }

    /**
     * Makes a legal DATA payload, with or without FEC-member octets, a member of the open block.
     *
     * @param pathId the path it goes to, 0 to 15
     * @return its index in the block {@link #block}, or {@link #NONE}
     */
    public int add(byte[] payload, int off, int len, long nowNs, int pathId) {
        if (!takes(SourceSymbol.lengthBytes(payload, off, len))) {
            return NONE;
        }
        if (count > 0 && count == k) {
            close(nowNs);
        }
        if (count == 0) {
            open(nowNs);
        }
        lengths[count] = SourceSymbol.write(payload, off, len, sources.at(count), 0);
        carried[pathId & PATHS - 1]++;
        return count++;
    }

    /** Number of the block of the last packet added, modulo 2^16. */
    public int block() {
        return block;
    }

    /** When {@link #isReady} is to be asked next; {@link #NEVER_NS} if nothing waits. */
    public long dueNs() {
        if (unwritten != 0) {
            return closedNs;
        }
        if (count == 0) {
            return NEVER_NS;
        }
        return count == k ? openedNs : openedNs + flushNs;
    }

    /** Closes the open block if it is full or its time is over; whether repair payloads wait to be written. */
    public boolean isReady(long nowNs) {
        if (count > 0 && (count == k || nowNs - openedNs >= flushNs)) {
            close(nowNs);
        }
        return unwritten != 0;
    }

    /** Repair payloads of the block closed last; 0 once all were written. */
    public int repairs() {
        return unwritten == 0 ? 0 : closedR;
    }

    /** Octets {@link #writeRepair} will write. */
    public int repairBytes() {
        return FecPayload.HEADER_BYTES + closedBytes;
    }

    /** Writes repair payload {@code index}, 0 to {@link #repairs} − 1, and returns its octets. */
    public int writeRepair(int index, byte[] out, int off) {
        int at = header.begin(closedBlock, closedK, closedR, index).write(out, off, closedBytes);
        System.arraycopy(repairs.at(index), 0, out, at, closedBytes);
        unwritten &= ~(1 << index);
        return repairBytes();
    }

    /** The paths that carried the most source packets of the block closed last, a bit each. */
    public int pathMask() {
        int most = 1;
        int mask = 0;
        for (int path = 0; path < PATHS; path++) {
            if (closedCarried[path] > most) {
                most = closedCarried[path];
                mask = 0;
            }
            mask |= closedCarried[path] == most ? 1 << path : 0;
        }
        return mask;
    }

    /** Source packets of the block closed last that went to the path. */
    public int carriedBy(int pathId) {
        return closedCarried[pathId];
    }

    /** Forgets the open block and the repair payloads not yet written. */
    public void clear() {
        count = 0;
        unwritten = 0;
    }

    private void open(long nowNs) {
        block = numbers.next();
        k = nextK;
        r = nextR;
        openedNs = nowNs;
        Arrays.fill(carried, 0);
    }

    private void close(long nowNs) {
        closedBlock = block;
        closedK = count;
        closedR = count == k ? r : Math.min(r, count);
        closedNs = nowNs;
        int[] counts = closedCarried;
        closedCarried = carried;
        carried = counts;
        Codec codec = codecs.codec(closedK, closedR);
        unwritten = codec == NoCodec.INSTANCE ? 0 : -1 >>> Integer.SIZE - closedR;
        closedBytes = longest();
        codec.encode(gathered(), closedBytes);
        count = 0;
    }

    private int longest() {
        int longest = 0;
        for (int i = 0; i < closedK; i++) {
            longest = Math.max(longest, lengths[i]);
        }
        return longest;
    }

    // §6: "zero padded to the symbol length (longest in the block)"
    private byte[][] gathered() {
        byte[][] symbols = arrays.symbols(closedK + closedR);
        for (int i = 0; i < closedK; i++) {
            symbols[i] = sources.at(i);
            Arrays.fill(symbols[i], lengths[i], closedBytes, (byte) 0);
        }
        for (int i = 0; i < closedR; i++) {
            symbols[closedK + i] = repairs.at(i);
        }
        return symbols;
    }
}
