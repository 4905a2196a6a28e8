package org.multiwanbond.transport.udplinux;

import com.sun.jna.Native;

/**
 * The C library's functions we need. Memory goes as addresses, which is what JNA passes fastest; all return −1 on failure
 * with the reason in {@link #errno}. Thread-safe.
 *
 * <p>JNA holds a class it has registered for good, so a bundle that left leaves its classes behind. To unregister it would
 * free code that a data thread may still be in if the bundle left before its transport was closed.
 */
final class Libc {
    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native int socket(int domain, int type, int protocol);

    static native int bind(int socket, long address, int addressBytes);

    static native int getsockname(int socket, long address, long addressBytes);

    static native int setsockopt(int socket, int level, int option, long value, int valueBytes);

    static native int getsockopt(int socket, int level, int option, long value, long valueBytes);

    static native int sendmmsg(int socket, long messages, int count, int flags);

    static native int recvmmsg(int socket, long messages, int count, int flags, long timeout);

    static native long sendmsg(int socket, long message, int flags);

    static native long recvmsg(int socket, long message, int flags);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int poller, int operation, int descriptor, long event);

    static native int epoll_wait(int poller, long events, int most, int timeoutMs);

    static native int eventfd(int initial, int flags);

    static native int ppoll(long descriptors, long count, long timeout, long signalMask);

    static native long read(int descriptor, long memory, long lengthBytes);

    static native long write(int descriptor, long memory, long lengthBytes);

    static native int close(int descriptor);

    static native String strerror(int number);

    /** Why the calling thread's last call failed, as in errno.h. */
    static int errno() {
        return Native.getLastError();
    }
}
