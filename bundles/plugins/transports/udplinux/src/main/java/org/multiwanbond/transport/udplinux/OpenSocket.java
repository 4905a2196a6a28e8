package org.multiwanbond.transport.udplinux;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** One bound socket. {@link #mayCut} and {@link #refuseCuts} belong to the sending thread, the rest is thread-safe. */
final class OpenSocket {
    private final int number;
    private final int descriptor;
    private final InetSocketAddress local;
    private final boolean ipv6;
    private final Failures failures;
    private boolean mayCut;
    private volatile boolean shut;

    /** With {@code mayCut}, the kernel is asked to cut messages into datagrams until it refuses. */
    OpenSocket(int descriptor, Binding binding, Failures failures, boolean mayCut) {
        this.number = binding.number();
        this.descriptor = descriptor;
        this.local = binding.local();
        this.ipv6 = local.getAddress() instanceof Inet6Address;
        this.failures = failures;
        this.mayCut = mayCut;
    }

    /**
     * What a socket is known by. Thread-safe: immutable.
     *
     * @param number as the transport's callers know it
     * @param local with the port the system chose
     */
    record Binding(int number, InetSocketAddress local) {}

    int number() {
        return number;
    }

    int descriptor() {
        return descriptor;
    }

    InetSocketAddress local() {
        return local;
    }

    boolean isIpv6() {
        return ipv6;
    }

    /** Where its failures are told. */
    Failures failures() {
        return failures;
    }

    boolean mayCut() {
        return mayCut;
    }

    /** Notes that the kernel cuts nothing for this socket, though it sends the datagrams one by one. */
    void refuseCuts(int number) {
        if (mayCut) {
            mayCut = false;
            UdpLinuxLog.segmentationRefused(local, number);
        }
    }

    boolean isShut() {
        return shut;
    }

    /** From now on no {@link Grip} takes it. */
    void markShut() {
        shut = true;
    }
}
