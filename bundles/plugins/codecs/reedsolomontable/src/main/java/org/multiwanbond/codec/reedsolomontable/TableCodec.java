package org.multiwanbond.codec.reedsolomontable;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.support.BlockShape;
import org.multiwanbond.api.codec.support.Interpolation;
import org.multiwanbond.api.codec.support.LossPattern;
import org.multiwanbond.api.codec.support.RecentPatterns;

/**
 * Codes blocks of one size by {@link PackedTables}. Confined to one thread.
 *
 * <p>Memory: 16 KiB of sums; from the first block encoded on 2 KiB × k for each eight repair symbols (20 KiB for 10 + 3, at
 * most 512 KiB); from the first block decoded on at most 128 KiB of tables for recent loss patterns (6 patterns of 10 + 3).
 */
@HotPath
final class TableCodec implements Codec {
    private static final int CACHE_BYTES = 128 * 1024;

    private final BlockShape shape;
    private final Interpolation interpolation;
    private final LossPattern losses;
    private final RecentPatterns recent;
    private final PackedTables[] recoveries;
    private final PackedTables[] repairs;
    private final byte[] row;
    private final long[] factors;
    private final long[] sums = new long[PackedTables.STRIDE];
    private final byte[][] out = new byte[PackedTables.ROWS][];
    private boolean encodes;
    private boolean decodes;

    TableCodec(BlockShape shape) {
        this.shape = shape;
        int data = shape.dataSymbols();
        interpolation = new Interpolation(data);
        losses = new LossPattern(shape);
        int slots = CACHE_BYTES / (data * PackedTables.TABLE_BYTES);
        recent = new RecentPatterns(slots);
        recoveries = new PackedTables[slots];
        repairs = new PackedTables[(shape.repairSymbols() + PackedTables.ROWS - 1) / PackedTables.ROWS];
        row = new byte[data];
        factors = new long[data];
    }

    @Override
    public void encode(byte[][] symbols, int lengthBytes) {
        if (!encodes) {
            makeRepairs();
        }
        for (int part = 0; part < repairs.length; part++) {
            int first = part * PackedTables.ROWS;
            int rows = rowsFrom(first, shape.repairSymbols());
            for (int i = 0; i < rows; i++) {
                out[i] = symbols[shape.dataSymbols() + first + i];
            }
            combine(repairs[part], symbols, rows, lengthBytes);
        }
    }

    @Override
    public boolean decode(byte[][] symbols, boolean[] present, int lengthBytes) {
        if (!losses.find(symbols, present)) {
            return false;
        }
        if (!decodes) {
            makeRecoveries();
        }
        for (int first = 0; first < losses.lost(); first += PackedTables.ROWS) {
            int rows = rowsFrom(first, losses.lost());
            for (int i = 0; i < rows; i++) {
                out[i] = symbols[losses.missing(first + i)];
            }
            combine(recovery(first, rows), losses.known(), rows, lengthBytes);
        }
        return true;
    }

    /** The tables of the missing symbols {@code first} to {@code first + rows − 1} of the pattern. */
    private PackedTables recovery(int first, int rows) {
        boolean isKnown = recent.has(losses, first);
        PackedTables tables = recoveries[recent.slot()];
        if (!isKnown) {
            interpolation.from(losses);
            clearFactors();
            for (int i = 0; i < rows; i++) {
                pack(losses.missing(first + i), i);
            }
            tables.fill(factors);
        }
        return tables;
    }

    private void makeRecoveries() {
        for (int slot = 0; slot < recoveries.length; slot++) {
            recoveries[slot] = new PackedTables(shape.dataSymbols());
        }
        decodes = true;
    }

    private void makeRepairs() {
        interpolation.fromData();
        for (int part = 0; part < repairs.length; part++) {
            int first = part * PackedTables.ROWS;
            clearFactors();
            for (int i = 0; i < rowsFrom(first, shape.repairSymbols()); i++) {
                pack(shape.dataSymbols() + first + i, i);
            }
            repairs[part] = new PackedTables(shape.dataSymbols());
            repairs[part].fill(factors);
        }
        encodes = true;
    }

    private void clearFactors() {
        for (int i = 0; i < factors.length; i++) {
            factors[i] = 0;
        }
    }

    /** Puts the row that makes a symbol at octet {@code place} of all factors. */
    private void pack(int symbol, int place) {
        interpolation.row(symbol, row);
        for (int i = 0; i < row.length; i++) {
            factors[i] |= (row[i] & 0xffL) << place * Byte.SIZE;
        }
    }

    private void combine(PackedTables tables, byte[][] from, int rows, int lengthBytes) {
        for (int offset = 0; offset < lengthBytes; offset += PackedTables.STRIDE) {
            int count = Math.min(PackedTables.STRIDE, lengthBytes - offset);
            tables.sum(from, offset, count, sums);
            for (int i = 0; i < rows; i++) {
                unpack(i, out[i], offset, count);
            }
        }
    }

    private void unpack(int place, byte[] to, int offset, int count) {
        int shift = place * Byte.SIZE;
        for (int i = 0; i < count; i++) {
            to[offset + i] = (byte) (sums[i] >>> shift);
        }
    }

    private static int rowsFrom(int first, int all) {
        return Math.min(PackedTables.ROWS, all - first);
    }
}
