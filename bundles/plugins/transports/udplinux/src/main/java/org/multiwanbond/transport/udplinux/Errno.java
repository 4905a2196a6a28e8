package org.multiwanbond.transport.udplinux;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.multiwanbond.api.transport.SendFailure;

/** Says what the system's error numbers mean for a socket. Thread-safe. */
final class Errno {
    private Errno() {}

    static SendFailure sendFailure(int number) {
        return switch (number) {
            case Linux.ENETUNREACH,
                    Linux.ENETDOWN,
                    Linux.EHOSTUNREACH,
                    Linux.EHOSTDOWN,
                    Linux.ENODEV,
                    Linux.EADDRNOTAVAIL -> SendFailure.UNREACHABLE;
            case Linux.EMSGSIZE -> SendFailure.TOO_LONG;
            case Linux.EPERM, Linux.EACCES -> SendFailure.FORBIDDEN;
            default -> SendFailure.OTHER;
        };
    }

    /** Whether it only reports a peer that is not listening, a full queue or an interruption: no fault of the link. */
    static boolean isHarmless(int number) {
        return number == Linux.ECONNREFUSED
                || number == Linux.ENOBUFS
                || number == Linux.EAGAIN
                || number == Linux.EINTR;
    }

    /**
     * Whether a segmented message may have failed for being segmented: the device computes no checksums or the packets are
     * transformed (EIO), a segment is longer than the MTU (EINVAL, of late EMSGSIZE), the kernel knows no segmentation.
     */
    static boolean mayBlameSegments(int number) {
        return number == Linux.EIO
                || number == Linux.EINVAL
                || number == Linux.EMSGSIZE
                || number == Linux.EOPNOTSUPP
                || number == Linux.ENOPROTOOPT;
    }

    static String socketRefused(int number, boolean ipv6) {
        return number == Linux.EAFNOSUPPORT
                ? "this system has no " + (ipv6 ? "IPv6" : "IPv4")
                : "cannot make a socket: " + Libc.strerror(number);
    }

    static String bindRefused(int number, InetSocketAddress local) {
        InetAddress address = local.getAddress();
        return switch (number) {
            case Linux.EADDRINUSE ->
                "port " + local.getPort() + " is taken"
                        + (address.isAnyLocalAddress() ? "" : " on " + address.getHostAddress());
            case Linux.EADDRNOTAVAIL -> "this host has no address " + address.getHostAddress();
            case Linux.EACCES, Linux.EPERM -> "no permission to use port " + local.getPort();
            default ->
                "cannot bind " + address.getHostAddress() + " port " + local.getPort() + ": " + Libc.strerror(number);
        };
    }

    static String optionRefused(int number, String what) {
        return switch (number) {
            case Linux.ENODEV -> "there is no such device: " + what;
            case Linux.EPERM, Linux.EACCES -> "no permission (CAP_NET_ADMIN or CAP_NET_RAW is needed) to set " + what;
            default -> "the system refused to set " + what + ": " + Libc.strerror(number);
        };
    }
}
