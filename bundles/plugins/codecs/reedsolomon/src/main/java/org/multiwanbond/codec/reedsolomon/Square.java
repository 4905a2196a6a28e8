package org.multiwanbond.codec.reedsolomon;

import com.backblaze.erasure.Galois;
import org.multiwanbond.api.HotPath;

/** A square over GF(2^8) that is inverted in place by Gauss-Jordan, in memory made once. Confined to one thread. */
@HotPath
final class Square {
    private final byte[][] products = Galois.MULTIPLICATION_TABLE;
    private final byte[][] left;
    private final byte[][] inverse;

    Square(int largest) {
        left = new byte[largest][largest];
        inverse = new byte[largest][largest];
    }

    /** The inverse's element as 0 to 255, after {@link #invert}. */
    int at(int row, int column) {
        return inverse[row][column] & 0xff;
    }

    /** Inverts what the chosen rows and columns cross; any such square of a systematic MDS matrix has an inverse. */
    void invert(byte[][] rows, int[] chosenRows, int[] chosenColumns, int size) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                left[i][j] = rows[chosenRows[i]][chosenColumns[j]];
                inverse[i][j] = (byte) (i == j ? 1 : 0);
            }
        }
        for (int column = 0; column < size; column++) {
            pivot(column, size);
            scale(column, Galois.divide((byte) 1, left[column][column]), size);
            for (int row = 0; row < size; row++) {
                if (row != column) {
                    subtract(row, column, left[row][column], size);
                }
            }
        }
    }

    private void pivot(int column, int size) {
        int row = column;
        while (left[row][column] == 0 && row < size - 1) {
            row++;
        }
        swap(left, row, column);
        swap(inverse, row, column);
    }

    private static void swap(byte[][] matrix, int one, int other) {
        byte[] kept = matrix[one];
        matrix[one] = matrix[other];
        matrix[other] = kept;
    }

    private void scale(int row, byte factor, int size) {
        byte[] table = products[factor & 0xff];
        for (int j = 0; j < size; j++) {
            left[row][j] = table[left[row][j] & 0xff];
            inverse[row][j] = table[inverse[row][j] & 0xff];
        }
    }

    private void subtract(int row, int from, byte factor, int size) {
        byte[] table = products[factor & 0xff];
        for (int j = 0; j < size; j++) {
            left[row][j] ^= table[left[from][j] & 0xff];
            inverse[row][j] ^= table[inverse[from][j] & 0xff];
        }
    }
}
