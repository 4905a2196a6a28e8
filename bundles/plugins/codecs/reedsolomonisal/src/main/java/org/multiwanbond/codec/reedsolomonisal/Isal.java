package org.multiwanbond.codec.reedsolomonisal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * The two functions of ISA-L we need (its header erasure_code.h). Memory goes as addresses, which is what JNA passes
 * fastest; the functions are looked up once, when this class is first used. Thread-safe.
 */
final class Isal {
    /** As the dynamic linker knows it: name and version of the interface, without which only its headers' package comes. */
    static final String LIBRARY = "libisal.so.2";

    /** Octets {@link #ec_init_tables} makes of each factor. */
    static final int TABLE_BYTES = 32;

    static {
        Native.register(Isal.class, NativeLibrary.getInstance(LIBRARY));
    }

    private Isal() {}

    /** Expands a matrix of {@code outputs} rows; what into is the library's own affair and differs between versions. */
    static native void ec_init_tables(int inputs, int outputs, long factors, long tables);

    /** Multiplies: {@code from} and {@code to} are arrays of addresses. */
    static native void ec_encode_data(int lengthBytes, int inputs, int outputs, long tables, long from, long to);

    /** Why a library cannot be called; empty if it can. */
    static String obstacle(String library) {
        try {
            NativeLibrary.getInstance(library).getFunction("ec_encode_data");
            return "";
        } catch (LinkageError e) {
            return library + " cannot be loaded";
        }
    }

    /** Where a direct buffer lies. It must be kept reachable for as long as the address is used. */
    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
