package org.multiwanbond.engine.fec;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.FecPayload;
import org.multiwanbond.wire.SourceSymbol;

/**
 * Computes the missing sources of one block and judges them: all are what a sender could have put there, or none is used.
 * Confined to the session's receive thread.
 */
@HotPath
final class BlockRecovery {
    private static final int CLASS_OFFSET = 3;

    private final CodecArrays arrays = new CodecArrays();
    private final SymbolRow recovered;
    private final SymbolRow unwanted;
    private final int[] payloadBytes = new int[FecPayload.SOURCE_SYMBOLS];
    private final DataPayload view = new DataPayload();

    BlockRecovery(int symbolLimitBytes) {
        recovered = new SymbolRow(FecPayload.SOURCE_SYMBOLS, symbolLimitBytes);
        unwanted = new SymbolRow(FecPayload.REPAIR_SYMBOLS, symbolLimitBytes);
    }

    /** Hands what was missing to the sink; false if nothing credible came out. */
    boolean recover(FecBlock block, Codec codec, RecoveredSink sink) {
        int all = block.k() + block.r();
        byte[][] symbols = arrays.symbols(all);
        boolean[] present = arrays.present(all);
        fillIn(block, symbols, present);
        if (!codec.decode(symbols, present, block.symbolBytes()) || !isCredible(block, symbols)) {
            return false;
        }
        for (int i = 0; i < block.k(); i++) {
            if (!block.hasSource(i)) {
                sink.recovered(symbols[i], 0, payloadBytes[i]);
            }
        }
        return true;
    }

    private void fillIn(FecBlock block, byte[][] symbols, boolean[] present) {
        int k = block.k();
        for (int i = 0; i < k; i++) {
            present[i] = block.hasSource(i);
            symbols[i] = present[i] ? block.source(i) : recovered.at(i);
            if (present[i]) {
                Arrays.fill(symbols[i], block.lengthBytes(i), block.symbolBytes(), (byte) 0);
            }
        }
        for (int i = 0; i < block.r(); i++) {
            present[k + i] = block.hasRepair(i);
            symbols[k + i] = present[k + i] ? block.repair(i) : unwanted.at(i);
        }
    }

    /** Judges all sources and turns the recovered ones into payloads. */
    private boolean isCredible(FecBlock block, byte[][] symbols) {
        byte trafficClass = symbols[0][CLASS_OFFSET];
        for (int i = 0; i < block.k(); i++) {
            // §6: a block has "one class"
            if (symbols[i][CLASS_OFFSET] != trafficClass) {
                return false;
            }
            if (!block.hasSource(i) && !isPayload(symbols[i], i, block.symbolBytes())) {
                return false;
            }
        }
        return true;
    }

    private boolean isPayload(byte[] symbol, int index, int symbolBytes) {
        int octets = SourceSymbol.PREFIX_BYTES + BigEndian.u16(symbol, 0);
        payloadBytes[index] = octets;
        return octets <= symbolBytes
                && BigEndian.isZero(symbol, octets, symbolBytes - octets)
                && SourceSymbol.restore(symbol, 0, symbolBytes, view) == DropReason.OK;
    }
}
