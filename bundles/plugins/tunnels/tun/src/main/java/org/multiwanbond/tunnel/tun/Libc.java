package org.multiwanbond.tunnel.tun;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * The system calls we need. Buffers go as addresses, which is what JNA passes fastest; all return −1 on failure with the
 * reason in {@link #errno}. Thread-safe.
 */
final class Libc {
    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native int open(String path, int flags);

    static native int close(int descriptor);

    static native long read(int descriptor, long buffer, long lengthBytes);

    static native long write(int descriptor, long buffer, long lengthBytes);

    static native int ioctl(int descriptor, long request, long argument);

    static native int eventfd(int initial, int flags);

    static native int ppoll(long descriptors, long count, long timeout, long signalMask);

    static native int socket(int domain, int type, int protocol);

    static native long send(int socket, long buffer, long lengthBytes, int flags);

    static native long recv(int socket, long buffer, long lengthBytes, int flags);

    static native int if_nametoindex(String name);

    static native String strerror(int number);

    /** Why the calling thread's last call failed, as in errno.h. */
    static int errno() {
        return Native.getLastError();
    }

    /** Where a direct buffer lies. It must be kept reachable for as long as the address is used. */
    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
