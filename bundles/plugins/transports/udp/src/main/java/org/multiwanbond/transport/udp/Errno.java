package org.multiwanbond.transport.udp;

import io.netty.channel.unix.Errors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.multiwanbond.api.transport.SendFailure;

/**
 * Says what the system's error numbers mean for a socket. The numbers are Linux's (errno.h), the same on x86-64 and arm64;
 * the JDK's exceptions carry only the system's text, which is turned into a number first. Thread-safe.
 */
final class Errno {
    static final int NONE = 0;
    static final int EPERM = 1;
    static final int EACCES = 13;
    static final int ENODEV = 19;
    static final int EMSGSIZE = 90;
    static final int EAFNOSUPPORT = 97;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENETDOWN = 100;
    static final int ENETUNREACH = 101;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;
    static final int EHOSTDOWN = 112;
    static final int EHOSTUNREACH = 113;

    private static final Map<String, Integer> BY_TEXT = Map.of(
            "Operation not permitted", EPERM,
            "Permission denied", EACCES,
            "Message too long", EMSGSIZE,
            "Address already in use", EADDRINUSE,
            "Cannot assign requested address", EADDRNOTAVAIL,
            "Network is down", ENETDOWN,
            "Network is unreachable", ENETUNREACH,
            "Connection refused", ECONNREFUSED,
            "No route to host", EHOSTUNREACH);

    private Errno() {}

    /** The number behind an exception or its causes; {@link #NONE} if there is none. */
    static int of(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof Errors.NativeIoException nativeFailure) {
                return -nativeFailure.expectedErr();
            }
            String text = String.valueOf(t.getMessage());
            for (Map.Entry<String, Integer> known : BY_TEXT.entrySet()) {
                if (text.contains(known.getKey())) {
                    return known.getValue();
                }
            }
        }
        return NONE;
    }

    static SendFailure sendFailure(int number) {
        return switch (number) {
            case ENETUNREACH, ENETDOWN, EHOSTUNREACH, EHOSTDOWN, ENODEV, EADDRNOTAVAIL -> SendFailure.UNREACHABLE;
            case EMSGSIZE -> SendFailure.TOO_LONG;
            case EPERM, EACCES -> SendFailure.FORBIDDEN;
            default -> SendFailure.OTHER;
        };
    }

    /** Whether it only reports a peer that is not listening, or a full queue: nothing the link is to blame for. */
    static boolean isHarmless(int number) {
        return number == ECONNREFUSED || number == ENOBUFS;
    }

    static String bindRefused(Throwable failure, InetSocketAddress local) {
        InetAddress address = local.getAddress();
        return switch (of(failure)) {
            case EADDRINUSE ->
                "port " + local.getPort() + " is taken"
                        + (address.isAnyLocalAddress() ? "" : " on " + address.getHostAddress());
            case EADDRNOTAVAIL -> "this host has no address " + address.getHostAddress();
            case EACCES, EPERM -> "no permission to use port " + local.getPort();
            case EAFNOSUPPORT -> "this system has no " + (address.getAddress().length == 4 ? "IPv4" : "IPv6");
            default -> "cannot bind " + local + ": " + failure.getMessage();
        };
    }

    static String optionRefused(Throwable failure, String what) {
        return switch (of(failure)) {
            case ENODEV -> "there is no such device: " + what;
            case EPERM, EACCES -> "no permission (CAP_NET_ADMIN or CAP_NET_RAW is needed) to set " + what;
            default -> "the system refused to set " + what + ": " + failure.getMessage();
        };
    }
}
