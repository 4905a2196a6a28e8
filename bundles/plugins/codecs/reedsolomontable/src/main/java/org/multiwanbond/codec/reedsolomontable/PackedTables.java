package org.multiwanbond.codec.reedsolomontable;

import org.multiwanbond.api.HotPath;

/**
 * Makes up to eight symbols of k others: for each of the k a table of 256 longs, in which octet j of entry x is x times the
 * factor of row j. 2 KiB for each of the k. Confined to one thread.
 *
 * <p>Blocks of 10 + 3 packets of 1 400 octets, JDK 17, MB of data per second of the thread's processor time: encoding
 * 2 400, decoding three lost ones 1 600 to 2 000, the same if each block lost others, so that the tables are made anew,
 * 1 600 to 1 700. The library's loop, an octet and a row at a time: 760 to 890, 860 to 890, 630 to 870. {@code
 * CodecBenchmark} does the same work by the wall clock.
 */
@HotPath
final class PackedTables {
    /** Rows that fit into a long. */
    static final int ROWS = Long.BYTES;

    /** Octets of each table. */
    static final int TABLE_BYTES = 256 * Long.BYTES;

    /** Octets of each symbol that are summed before they are written: their sums, 16 KiB, stay in the nearest cache. */
    static final int STRIDE = 2_048;

    /** Tables read in one pass, so that the sums are read and written less often. */
    private static final int TOGETHER = 4;

    // SWAR: eight octets of a long at once. Protocol §6: polynomial 0x11D.
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int REDUCTION = 0x1d;

    private final long[][] tables;

    PackedTables(int dataSymbols) {
        tables = new long[dataSymbols][256];
    }

    /** Makes the tables of these factors: octet j of element i is what row j takes of symbol i. */
    void fill(long[] factors) {
        for (int i = 0; i < tables.length; i++) {
            fill(tables[i], factors[i]);
        }
    }

    private static void fill(long[] table, long factors) {
        long product = factors;
        for (int bit = 1; bit < table.length; bit <<= 1) {
            for (int rest = 0; rest < bit; rest++) {
                table[bit + rest] = table[rest] ^ product;
            }
            long carries = product & HIGH_BITS;
            product = (product ^ carries) << 1 ^ (carries >>> 7) * REDUCTION;
        }
    }

    /** Sums the first octets from {@code offset} on; {@code sums} has {@link #STRIDE} elements, octet j of each is row j. */
    void sum(byte[][] from, int offset, int count, long[] sums) {
        for (int octet = 0; octet < count; octet++) {
            sums[octet] = 0;
        }
        int first = 0;
        for (; first <= tables.length - TOGETHER; first += TOGETHER) {
            addFour(from, first, offset, count, sums);
        }
        for (; first < tables.length; first++) {
            add(tables[first], from[first], offset, count, sums);
        }
    }

    private void addFour(byte[][] from, int first, int offset, int count, long[] sums) {
        long[] tableA = tables[first];
        long[] tableB = tables[first + 1];
        long[] tableC = tables[first + 2];
        long[] tableD = tables[first + 3];
        byte[] a = from[first];
        byte[] b = from[first + 1];
        byte[] c = from[first + 2];
        byte[] d = from[first + 3];
        for (int i = 0; i < count; i++) {
            sums[i] ^= tableA[a[offset + i] & 0xff]
                    ^ tableB[b[offset + i] & 0xff]
                    ^ tableC[c[offset + i] & 0xff]
                    ^ tableD[d[offset + i] & 0xff];
        }
    }

    private static void add(long[] table, byte[] from, int offset, int count, long[] sums) {
        for (int i = 0; i < count; i++) {
            sums[i] ^= table[from[offset + i] & 0xff];
        }
    }
}
