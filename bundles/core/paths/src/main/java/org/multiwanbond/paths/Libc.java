package org.multiwanbond.paths;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The system calls of {@link Netlink}; all return −1 on failure with the reason in {@link #errno}. Thread-safe. */
final class Libc {
    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native int socket(int domain, int type, int protocol);

    static native int bind(int socket, long address, int lengthBytes);

    static native long recv(int socket, long buffer, long lengthBytes, int flags);

    static native int eventfd(int initial, int flags);

    static native long write(int descriptor, long buffer, long lengthBytes);

    static native int poll(long descriptors, long count, int waitMs);

    static native int close(int descriptor);

    static native String strerror(int number);

    /** Why the calling thread's last call failed, as in errno.h. */
    static int errno() {
        return Native.getLastError();
    }

    /** The failure of the calling thread's last call, in words. */
    static IOException failure(String what) {
        return new IOException(what + ": " + strerror(errno()));
    }

    /** Where a direct buffer lies. It must be kept reachable for as long as the address is used. */
    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
