package org.multiwanbond.tck;

import org.multiwanbond.api.codec.Codec;

/**
 * The Reed-Solomon code of the wire protocol as its text has it, slow and obvious: the twin real codecs are compared with.
 * Confined to one thread.
 */
public final class TextbookReedSolomon implements Codec {
    // Protocol §6: "GF(2^8), polynomial 0x11D"
    private static final int POLYNOMIAL = 0x11d;
    private static final int ELEMENTS = 256;

    private final int dataSymbols;
    private final int[][] matrix;

    public TextbookReedSolomon(int dataSymbols, int repairSymbols) {
        this.dataSymbols = dataSymbols;
        // Protocol §6: "Vandermonde V[i][j] = i^j in GF(2^8) with 0^0 = 1, (k+r)×k, times the inverse of its top k×k"
        int[][] vandermonde = new int[dataSymbols + repairSymbols][dataSymbols];
        int[][] top = new int[dataSymbols][];
        for (int i = 0; i < vandermonde.length; i++) {
            int power = 1;
            for (int j = 0; j < dataSymbols; j++) {
                vandermonde[i][j] = power;
                power = times(power, i);
            }
            if (i < dataSymbols) {
                top[i] = vandermonde[i].clone();
            }
        }
        matrix = times(vandermonde, inverse(top));
    }

    @Override
    public void encode(byte[][] symbols, int lengthBytes) {
        for (int i = dataSymbols; i < matrix.length; i++) {
            combine(matrix[i], symbols, symbols[i], lengthBytes);
        }
    }

    @Override
    public boolean decode(byte[][] symbols, boolean[] present, int lengthBytes) {
        int[][] rows = new int[dataSymbols][];
        byte[][] inputs = new byte[dataSymbols][];
        int found = 0;
        for (int i = 0; i < matrix.length && found < dataSymbols; i++) {
            if (present[i]) {
                rows[found] = matrix[i].clone();
                inputs[found++] = symbols[i];
            }
        }
        if (found < dataSymbols) {
            return false;
        }
        int[][] inverse = inverse(rows);
        for (int i = 0; i < dataSymbols; i++) {
            if (!present[i]) {
                combine(inverse[i], inputs, symbols[i], lengthBytes);
            }
        }
        return true;
    }

    private static void combine(int[] factors, byte[][] from, byte[] out, int lengthBytes) {
        for (int octet = 0; octet < lengthBytes; octet++) {
            int sum = 0;
            for (int j = 0; j < factors.length; j++) {
                sum ^= times(factors[j], from[j][octet] & 0xff);
            }
            out[octet] = (byte) sum;
        }
    }

    private static int times(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int rest = b; rest != 0; rest >>= 1) {
            product ^= (rest & 1) == 0 ? 0 : shifted;
            shifted <<= 1;
            shifted ^= shifted >= ELEMENTS ? POLYNOMIAL : 0;
        }
        return product;
    }

    private static int[][] times(int[][] left, int[][] right) {
        int[][] product = new int[left.length][right.length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length; j++) {
                for (int m = 0; m < right.length; m++) {
                    product[i][j] ^= times(left[i][m], right[m][j]);
                }
            }
        }
        return product;
    }

    /** Gauss and Jordan; the argument is used up. */
    private static int[][] inverse(int[][] square) {
        int[][] inverse = new int[square.length][square.length];
        for (int i = 0; i < square.length; i++) {
            inverse[i][i] = 1;
        }
        for (int column = 0; column < square.length; column++) {
            bringUp(square, inverse, column);
            scale(square[column], inverse[column], reciprocal(square[column][column]));
            for (int row = 0; row < square.length; row++) {
                int multiple = row == column ? 0 : square[row][column];
                add(square[column], multiple, square[row]);
                add(inverse[column], multiple, inverse[row]);
            }
        }
        return inverse;
    }

    /** Swaps a row whose element in this column is not zero to the diagonal. */
    private static void bringUp(int[][] square, int[][] inverse, int column) {
        int row = column;
        while (square[row][column] == 0) {
            row++;
        }
        int[] kept = square[row];
        square[row] = square[column];
        square[column] = kept;
        kept = inverse[row];
        inverse[row] = inverse[column];
        inverse[column] = kept;
    }

    private static void scale(int[] row, int[] inverseRow, int factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] = times(row[j], factor);
            inverseRow[j] = times(inverseRow[j], factor);
        }
    }

    private static void add(int[] from, int multiple, int[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] ^= times(from[j], multiple);
        }
    }

    private static int reciprocal(int element) {
        int candidate = 1;
        while (times(element, candidate) != 1) {
            candidate++;
        }
        return candidate;
    }
}
