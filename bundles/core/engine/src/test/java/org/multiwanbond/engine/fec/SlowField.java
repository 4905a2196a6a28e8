package org.multiwanbond.engine.fec;

/** GF(2^8) and the protocol's matrix from their definitions, without tables. Thread-safe: it has no state. */
final class SlowField {
    private static final int POLYNOMIAL = 0x11d;

    private SlowField() {}

    static int times(int a, int b) {
        int product = 0;
        int factor = a;
        for (int bits = b; bits != 0; bits >>>= 1) {
            product ^= (bits & 1) != 0 ? factor : 0;
            factor = (factor & 0x80) != 0 ? factor << 1 ^ POLYNOMIAL : factor << 1;
        }
        return product;
    }

    static int inverse(int a) {
        int b = 1;
        while (times(a, b) != 1) {
            b++;
        }
        return b;
    }

    /** k + r rows of the systematic matrix. */
    static int[][] matrix(int k, int r) {
        int[][] powers = new int[k + r][k];
        for (int i = 0; i < k + r; i++) {
            for (int j = 0; j < k; j++) {
                powers[i][j] = j == 0 ? 1 : times(powers[i][j - 1], i);
            }
        }
        return product(powers, inverse(powers));
    }

    static int[][] product(int[][] a, int[][] b) {
        int[][] c = new int[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int l = 0; l < b.length; l++) {
                    c[i][j] ^= times(a[i][l], b[l][j]);
                }
            }
        }
        return c;
    }

    /** The inverse of the top square. */
    static int[][] inverse(int[][] square) {
        int n = square[0].length;
        int[][] work = new int[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(square[i], 0, work[i], 0, n);
            work[i][n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            while (work[pivot][column] == 0) {
                pivot++;
            }
            int[] row = work[pivot];
            work[pivot] = work[column];
            work[column] = row;
            eliminate(work, column);
        }
        int[][] inverse = new int[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(work[i], n, inverse[i], 0, n);
        }
        return inverse;
    }

    private static void eliminate(int[][] work, int column) {
        int scale = inverse(work[column][column]);
        for (int j = 0; j < work[column].length; j++) {
            work[column][j] = times(work[column][j], scale);
        }
        for (int i = 0; i < work.length; i++) {
            int factor = i == column ? 0 : work[i][column];
            for (int j = 0; j < work[i].length; j++) {
                work[i][j] ^= times(factor, work[column][j]);
            }
        }
    }
}
