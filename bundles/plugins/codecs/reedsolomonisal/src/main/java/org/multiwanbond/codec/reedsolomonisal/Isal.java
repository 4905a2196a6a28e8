package org.multiwanbond.codec.reedsolomonisal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * The two functions of ISA-L we need (its header erasure_code.h). Memory goes as addresses, which is what JNA passes
 * fastest; the functions are looked up once, when this class is first used, which fails where {@link LibraryGate} sees an
 * obstacle. Thread-safe.
 */
final class Isal {
    /** Octets {@link #ec_init_tables} makes of each factor. */
    static final int TABLE_BYTES = 32;

    static {
        Native.register(Isal.class, NativeLibrary.getInstance(LibraryGate.LIBRARY));
    }

    private Isal() {}

    /** Expands a matrix of {@code outputs} rows; what into is the library's own affair and differs between versions. */
    static native void ec_init_tables(int inputs, int outputs, long factors, long tables);

    /** Multiplies: {@code from} and {@code to} are arrays of addresses. */
    static native void ec_encode_data(int lengthBytes, int inputs, int outputs, long tables, long from, long to);

    /** Where a direct buffer lies. It must be kept reachable for as long as the address is used. */
    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
