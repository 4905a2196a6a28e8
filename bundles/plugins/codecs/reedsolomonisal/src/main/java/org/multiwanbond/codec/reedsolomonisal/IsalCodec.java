package org.multiwanbond.codec.reedsolomonisal;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.support.BlockShape;
import org.multiwanbond.api.codec.support.Interpolation;
import org.multiwanbond.api.codec.support.LossPattern;
import org.multiwanbond.api.codec.support.RecentPatterns;

/**
 * Codes blocks of one size, each by one call of the library. Confined to one thread.
 *
 * <p>Memory: 32 octets for each of the k × r factors (960 for 10 + 3, at most 64 KiB), and tables of the same size for each
 * of 1 to 64 recent loss patterns, in 64 KiB, from the first block decoded on. What is outside the heap belongs to no codec:
 * see {@link Workspaces}.
 */
@HotPath
final class IsalCodec implements Codec {
    private static final int CACHE_BYTES = 64 * 1024;
    private static final int MOST_PATTERNS = 64;

    private final BlockShape shape;
    private final Workspaces workspaces;
    private final Interpolation interpolation;
    private final LossPattern losses;
    private final RecentPatterns recent;
    private final byte[][] recoveries;
    private final byte[] repairs;
    private final byte[] row;
    private final byte[] factors;
    private boolean decodes;

    IsalCodec(BlockShape shape, Workspaces workspaces) {
        this.shape = shape;
        this.workspaces = workspaces;
        int data = shape.dataSymbols();
        interpolation = new Interpolation(data);
        losses = new LossPattern(shape);
        row = new byte[data];
        factors = new byte[data * shape.repairSymbols()];
        repairs = new byte[factors.length * Isal.TABLE_BYTES];
        int slots = Math.min(MOST_PATTERNS, CACHE_BYTES / Math.max(Isal.TABLE_BYTES, recoveryBytes()));
        recent = new RecentPatterns(slots);
        recoveries = new byte[slots][];
        makeRepairs();
    }

    @Override
    public void encode(byte[][] symbols, int lengthBytes) {
        int data = shape.dataSymbols();
        if (lengthBytes == 0 || shape.repairSymbols() == 0) {
            return;
        }
        Workspace workspace = workspaces.take();
        workspace.multiply(repairs, symbols, data, shape.repairSymbols(), lengthBytes);
        for (int i = data; i < shape.symbols(); i++) {
            workspace.read(i, symbols[i], lengthBytes);
        }
        workspaces.giveBack(workspace);
    }

    @Override
    public boolean decode(byte[][] symbols, boolean[] present, int lengthBytes) {
        if (!losses.find(symbols, present)) {
            return false;
        }
        if (lengthBytes == 0 || losses.lost() == 0) {
            return true;
        }
        Workspace workspace = workspaces.take();
        workspace.multiply(recovery(workspace), losses.known(), row.length, losses.lost(), lengthBytes);
        for (int i = 0; i < losses.lost(); i++) {
            workspace.read(row.length + i, symbols[losses.missing(i)], lengthBytes);
        }
        workspaces.giveBack(workspace);
        return true;
    }

    /** The tables of all missing symbols of the pattern. */
    private byte[] recovery(Workspace workspace) {
        if (!decodes) {
            makeRecoveries();
        }
        boolean isKnown = recent.has(losses, 0);
        byte[] tables = recoveries[recent.slot()];
        if (!isKnown) {
            interpolation.from(losses);
            for (int i = 0; i < losses.lost(); i++) {
                putRow(losses.missing(i), i);
            }
            workspace.expand(factors, row.length, losses.lost(), tables);
        }
        return tables;
    }

    private void makeRecoveries() {
        for (int slot = 0; slot < recoveries.length; slot++) {
            recoveries[slot] = new byte[recoveryBytes()];
        }
        decodes = true;
    }

    private void makeRepairs() {
        interpolation.fromData();
        for (int i = 0; i < shape.repairSymbols(); i++) {
            putRow(shape.dataSymbols() + i, i);
        }
        Workspace workspace = workspaces.take();
        workspace.expand(factors, row.length, shape.repairSymbols(), repairs);
        workspaces.giveBack(workspace);
    }

    private void putRow(int symbol, int place) {
        interpolation.row(symbol, row);
        System.arraycopy(row, 0, factors, place * row.length, row.length);
    }

    private int recoveryBytes() {
        return shape.dataSymbols() * shape.mostLost() * Isal.TABLE_BYTES;
    }
}
