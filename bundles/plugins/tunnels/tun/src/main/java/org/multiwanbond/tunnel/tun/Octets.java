package org.multiwanbond.tunnel.tun;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.multiwanbond.api.HotPath;

/** Numbers in network order within packets. Thread-safe: stateless. */
@HotPath
final class Octets {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private Octets() {}

    static int u8(byte[] octets, int at) {
        return octets[at] & 0xff;
    }

    static int u16(byte[] octets, int at) {
        return (short) SHORTS.get(octets, at) & 0xffff;
    }

    static int i32(byte[] octets, int at) {
        return (int) INTS.get(octets, at);
    }

    static long i64(byte[] octets, int at) {
        return (long) LONGS.get(octets, at);
    }

    static void putU16(byte[] octets, int at, int value) {
        SHORTS.set(octets, at, (short) value);
    }

    static void putI32(byte[] octets, int at, int value) {
        INTS.set(octets, at, value);
    }
}
