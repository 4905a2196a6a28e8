package org.multiwanbond.engine.fec;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.FecPayload;
import org.multiwanbond.wire.SourceSymbol;

/**
 * Recovers the lost packets of a session from its repair blocks. Confined to the session's receive thread.
 *
 * <p>Sources and repair payloads may come in any order. A block is recovered as soon as k of its symbols are there; one that
 * contradicts itself is given up. The last 64 block numbers are kept, within 4 MiB; older blocks are dropped.
 */
@HotPath
public final class FecDecoder {
    /** Blocks in progress, at most (protocol §6). */
    public static final int BLOCKS = 64;

    // 2 800 full-size packets: more than 64 blocks of 10+3, a quarter of what 64 of the largest could hold.
    private static final int MEMORY_BYTES = 4 << 20;
    private static final int LARGEST_BLOCK = FecPayload.SOURCE_SYMBOLS + FecPayload.REPAIR_SYMBOLS;

    private final CodecSource codecs;
    private final RecoveredSink sink;
    private final int symbolLimitBytes;
    private FecBlock[] blocks = {};
    private SymbolPool pool;
    private BlockRecovery recovery;
    private final FecPayload header = new FecPayload();
    private int newest;
    private long recoveredPackets;
    private long unrecoveredPackets;
    private long refusedBlocks;

    /**
     * A decoder without blocks; memory is taken as it is needed.
     *
     * @param codecs where codecs come from; as long as it has none, everything is ignored
     * @param sink takes the recovered packets
     * @param symbolLimitBytes longest symbol; longer ones count as lost
     */
    public FecDecoder(CodecSource codecs, RecoveredSink sink, int symbolLimitBytes) {
        this.codecs = codecs;
        this.sink = sink;
        this.symbolLimitBytes = symbolLimitBytes;
    }

    /**
     * Takes note of a DATA payload that is a FEC member. The payload itself goes its way as if there were no FEC.
     *
     * @param view what {@link DataPayload#read} found in it; its flag FEC_MEMBER is set
     */
    public void source(DataPayload view, byte[] payload, int off, int len) {
        if (!codecs.isPresent() || SourceSymbol.lengthBytes(payload, off, len) > symbolLimitBytes) {
            return;
        }
        FecBlock block = blockOf(view.fecBlock());
        if (!block.isOpen() || !block.is(view.fecBlock()) || block.hasSource(view.fecIndex())) {
            return;
        }
        byte[] symbol = memoryFor(block);
        if (symbol != SymbolPool.NOTHING) {
            block.putSource(view.fecIndex(), symbol, SourceSymbol.write(payload, off, len, symbol, 0));
            advance(block);
        }
    }

    /** Takes a FEC payload: {@link DropReason#OK}, used or not, or {@link DropReason#PAYLOAD}. */
    public int repair(byte[] payload, int off, int len) {
        if (header.read(payload, off, len) != DropReason.OK) {
            return DropReason.PAYLOAD;
        }
        if (!codecs.isPresent() || header.symbolBytes() > symbolLimitBytes) {
            return DropReason.OK;
        }
        FecBlock block = blockOf(header.block());
        if (!block.isOpen() || !block.is(header.block())) {
            return DropReason.OK;
        }
        if (!block.agrees(header)) {
            refuse(block);
            return DropReason.PAYLOAD;
        }
        byte[] symbol = block.hasRepair(header.index()) ? SymbolPool.NOTHING : memoryFor(block);
        if (symbol != SymbolPool.NOTHING) {
            System.arraycopy(payload, header.symbolOffset(), symbol, 0, header.symbolBytes());
            block.putRepair(header.index(), symbol);
        }
        advance(block);
        return DropReason.OK;
    }

    /** Packets handed to the sink. */
    public long recoveredPackets() {
        return recoveredPackets;
    }

    /** Packets known to be missing from blocks dropped or given up. */
    public long unrecoveredPackets() {
        return unrecoveredPackets;
    }

    /** Blocks given up because they contradicted themselves. */
    public long refusedBlocks() {
        return refusedBlocks;
    }

    /** Forgets all blocks, for numbers begin anew: after a resume or when the code changed. */
    public void clear() {
        rest();
        newest = 0;
    }

    /** Gives the memory back, with the blocks in progress. */
    public void rest() {
        blocks = new FecBlock[0];
        pool = null;
        recovery = null;
    }

    /** The block in the number's slot: that block, new or not, or a newer one. */
    private FecBlock blockOf(int number) {
        if (blocks.length == 0) {
            blocks = new FecBlock[BLOCKS];
            pool = new SymbolPool(
                    Math.max(LARGEST_BLOCK, MEMORY_BYTES / Math.max(1, symbolLimitBytes)), symbolLimitBytes);
            recovery = new BlockRecovery(symbolLimitBytes);
        }
        int slot = number & BLOCKS - 1;
        if (blocks[slot] == null) {
            blocks[slot] = new FecBlock();
        }
        FecBlock block = blocks[slot];
        if (block.isBefore(number)) {
            drop(block);
            block.begin(number);
            newest = (short) (number - newest) > 0 ? number : newest;
        }
        return block;
    }

    private byte[] memoryFor(FecBlock block) {
        byte[] symbol = pool.take();
        while (symbol == SymbolPool.NOTHING && dropOldestBut(block)) {
            symbol = pool.take();
        }
        return symbol;
    }

    private boolean dropOldestBut(FecBlock kept) {
        FecBlock oldest = kept;
        int age = -1;
        for (FecBlock block : blocks) {
            if (block != null && block != kept && !block.isEmpty() && block.age(newest) > age) {
                oldest = block;
                age = block.age(newest);
            }
        }
        if (age < 0) {
            return false;
        }
        drop(oldest);
        return true;
    }

    private void advance(FecBlock block) {
        if (!block.isConsistent()) {
            refuse(block);
        } else if (block.isWhole()) {
            block.close(pool);
        } else if (block.isRecoverable()) {
            recover(block);
        }
    }

    private void recover(FecBlock block) {
        Codec codec = codecs.codec(block.k(), block.r());
        int missing = block.missing();
        if (codec == NoCodec.INSTANCE) {
            drop(block);
        } else if (recovery.recover(block, codec, sink)) {
            recoveredPackets += missing;
            block.close(pool);
        } else {
            refuse(block);
        }
    }

    private void refuse(FecBlock block) {
        refusedBlocks++;
        drop(block);
    }

    private void drop(FecBlock block) {
        if (block.isOpen()) {
            unrecoveredPackets += block.missing();
        }
        block.close(pool);
    }
}
