package org.multiwanbond.codec.reedsolomon;

import com.backblaze.erasure.Galois;
import com.backblaze.erasure.Matrix;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.CodecFactory;
import org.osgi.service.component.annotations.Component;

/** Reed-Solomon with a systematic Vandermonde matrix over GF(2^8), polynomial 0x11D. Thread-safe. */
@Component(property = CodecFactory.SCHEME + ":Integer=1")
public final class ReedSolomon implements CodecFactory {
    // Protocol §6: "k ≤ 64, r ≤ 32, k + r ≤ 96"
    private static final int DATA_SYMBOLS = 64;
    private static final int REPAIR_SYMBOLS = 32;

    @Override
    public Codec create(int dataSymbols, int repairSymbols) {
        if (dataSymbols < 1 || dataSymbols > DATA_SYMBOLS || repairSymbols < 0 || repairSymbols > REPAIR_SYMBOLS) {
            throw new IllegalArgumentException("Reed-Solomon does 1 to " + DATA_SYMBOLS + " data and 0 to "
                    + REPAIR_SYMBOLS + " repair symbols, not " + dataSymbols + " + " + repairSymbols + ".");
        }
        return new BlockCodec(repairRows(dataSymbols, repairSymbols), dataSymbols);
    }

    /** The rows that make repair symbols: below the top square of V × (top square of V)⁻¹. */
    private static byte[][] repairRows(int dataSymbols, int repairSymbols) {
        int all = dataSymbols + repairSymbols;
        Matrix vandermonde = new Matrix(all, dataSymbols);
        for (int row = 0; row < all; row++) {
            for (int column = 0; column < dataSymbols; column++) {
                vandermonde.set(row, column, Galois.exp((byte) row, column));
            }
        }
        Matrix top = vandermonde.submatrix(0, 0, dataSymbols, dataSymbols);
        Matrix systematic = vandermonde.times(top.invert());
        byte[][] rows = new byte[repairSymbols][];
        for (int row = 0; row < repairSymbols; row++) {
            rows[row] = systematic.getRow(dataSymbols + row);
        }
        return rows;
    }
}
