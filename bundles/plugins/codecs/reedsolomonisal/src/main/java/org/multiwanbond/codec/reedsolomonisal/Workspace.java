package org.multiwanbond.codec.reedsolomonisal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.multiwanbond.api.HotPath;

/**
 * Memory outside the heap in which the library computes: factors, tables, addresses, symbols. Confined to the codec that
 * took it. 68 KiB, and the symbols of the largest block it has seen.
 *
 * <p>Symbols are copied in and out, for the library cannot reach into the heap: of a block of 10 + 3 packets of 1 400 octets
 * that is 160 of 630 ns, the call 460. MB of data per second of the thread's processor time on a core with AVX-512, JDK 17:
 * encoding 19 000, decoding three lost ones 18 000, and 9 000 to 12 500 if each block lost others. {@code CodecBenchmark}
 * does the same work by the wall clock.
 */
@HotPath
final class Workspace {
    // Of the largest block, protocol §6: 64 data symbols and 32 repair symbols.
    private static final int MOST_FACTORS = 64 * 32;
    private static final int MOST_SYMBOLS = 64 + 32;

    private static final int TABLES = MOST_FACTORS;
    private static final int ADDRESSES = TABLES + MOST_FACTORS * Isal.TABLE_BYTES;
    private static final int SYMBOLS = ADDRESSES + MOST_SYMBOLS * Long.BYTES;

    /** A line of the processor's cache and its longest vector, by which all parts are aligned. */
    private static final int LINE_BYTES = 64;

    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private long address;
    private int strideBytes;

    Workspace() {
        reserve(0);
    }

    /** Expands the factors, {@code inputs} for each of {@code outputs} rows, into {@code tables}. */
    void expand(byte[] factors, int inputs, int outputs, byte[] tables) {
        memory.put(0, factors, 0, inputs * outputs);
        Isal.ec_init_tables(inputs, outputs, address, address + TABLES);
        memory.get(TABLES, tables, 0, inputs * outputs * Isal.TABLE_BYTES);
    }

    /** Computes {@code outputs} symbols of the first {@code inputs} ones of {@code from}, for {@link #read}. */
    void multiply(byte[] tables, byte[][] from, int inputs, int outputs, int lengthBytes) {
        lay(inputs + outputs, lengthBytes);
        memory.put(TABLES, tables, 0, inputs * outputs * Isal.TABLE_BYTES);
        for (int i = 0; i < inputs; i++) {
            memory.put(SYMBOLS + i * strideBytes, from[i], 0, lengthBytes);
        }
        long sources = address + ADDRESSES;
        long results = sources + (long) inputs * Long.BYTES;
        Isal.ec_encode_data(lengthBytes, inputs, outputs, address + TABLES, sources, results);
    }

    /** Copies out the symbol at {@code place}: those computed follow those they were computed of. */
    void read(int place, byte[] to, int lengthBytes) {
        memory.get(SYMBOLS + place * strideBytes, to, 0, lengthBytes);
    }

    /** Gives each symbol its place and writes down where. */
    private void lay(int symbols, int lengthBytes) {
        strideBytes = (lengthBytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
        reserve(symbols * strideBytes);
        for (int i = 0; i < symbols; i++) {
            memory.putLong(ADDRESSES + i * Long.BYTES, address + SYMBOLS + (long) i * strideBytes);
        }
    }

    private void reserve(int symbolsBytes) {
        if (memory.capacity() < SYMBOLS + symbolsBytes) {
            memory = ByteBuffer.allocateDirect(SYMBOLS + symbolsBytes + LINE_BYTES)
                    .alignedSlice(LINE_BYTES)
                    .order(ByteOrder.nativeOrder());
            address = Isal.address(memory);
        }
    }
}
