package org.multiwanbond.netlab.system;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * The calls of the C library that the lab needs, for 64-bit Linux: sizes and addresses are {@code long}. Thread-safe.
 */
public final class Libc {
    public static final int AF_INET = 2;
    public static final int AF_PACKET = 17;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOL_PACKET = 263;
    public static final int EAGAIN = 11;
    public static final int EINTR = 4;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int PROT_READ_WRITE = 3;
    public static final int MAP_SHARED = 1;

    static {
        Native.register(Libc.class, Platform.C_LIBRARY_NAME);
    }

    private Libc() {}

    public static native int socket(int domain, int type, int protocol);

    public static native int close(int fd);

    public static native int setsockopt(int fd, int level, int option, byte[] value, int lengthBytes);

    public static native int bind(int fd, byte[] address, int lengthBytes);

    public static native int ioctl(int fd, long request, long argument);

    public static native long mmap(long address, long lengthBytes, int protection, int flags, int fd, long offset);

    public static native int munmap(long address, long lengthBytes);

    public static native int ppoll(long fds, long count, long timeout, long signals);

    public static native int nanosleep(long duration, long remaining);

    public static native int sendmmsg(int fd, long messages, int count, int flags);

    public static native int prctl(int option, long first, long second, long third, long fourth);

    public static native int sched_setscheduler(int thread, int policy, long parameters);

    public static native int if_nametoindex(String name);

    /** What went wrong in the last call of this thread, as the system words it. */
    public static String error() {
        int errno = Native.getLastError();
        String[] words = {"", "not permitted (root or CAP_NET_RAW is needed)"};
        return errno < words.length ? words[errno] : "error " + errno;
    }
}
