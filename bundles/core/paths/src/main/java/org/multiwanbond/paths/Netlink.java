package org.multiwanbond.paths;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What Linux's kernel tells about links, addresses and routes of this network namespace (rtnetlink(7)). The messages are
 * not read: that there is one is all the news. A change of routes alone is news that leads to nothing, as a
 * {@link org.multiwanbond.api.path.NetworkDevice} does not speak of routes. Confined to the reading thread, except
 * {@link #end}.
 */
final class Netlink implements DeviceNews {
    private static final int GROUPS = Linux.RTMGRP_LINK
            | Linux.RTMGRP_IPV4_IFADDR
            | Linux.RTMGRP_IPV6_IFADDR
            | Linux.RTMGRP_IPV4_ROUTE
            | Linux.RTMGRP_IPV6_ROUTE;

    /** struct sockaddr_nl: family (2), padding (2), port (4; 0 lets the kernel choose), groups (4). */
    private static final int ADDRESS_BYTES = 12;

    private static final int ADDRESS_GROUPS = 8;

    /** struct pollfd: descriptor (4), events (2), what happened (2). Ours: first the end, then the socket. */
    private static final int POLL_BYTES = 8;

    private static final int POLL_EVENTS = 4;
    private static final int POLL_HAPPENED = 6;

    /** Longer messages are cut, which does not matter here. */
    private static final int MESSAGE_BYTES = 4_096;

    /** Taken in one go, so that a flood of routes does not keep the news of a link: the kernel drops what it has no room for. */
    private static final int MOST_MESSAGES = 1_000;

    private final ByteBuffer descriptors = direct(2 * POLL_BYTES);
    private final ByteBuffer message = direct(MESSAGE_BYTES);
    private final ByteBuffer one = direct(Long.BYTES).putLong(0, 1);
    private final int end;
    private final int socket;
    private boolean closed;

    private Netlink(int end, int socket) {
        this.end = end;
        this.socket = socket;
        descriptors.putInt(0, end).putShort(POLL_EVENTS, Linux.POLLIN);
        descriptors.putInt(POLL_BYTES, socket).putShort(POLL_BYTES + POLL_EVENTS, Linux.POLLIN);
    }

    /** Listens from now on. */
    static DeviceNews open() throws IOException {
        try {
            return opened();
        } catch (LinkageError e) {
            throw new IOException("JNA does not run here: " + e.getMessage(), e);
        }
    }

    private static Netlink opened() throws IOException {
        int end = Libc.eventfd(0, Linux.NONBLOCK | Linux.CLOEXEC);
        if (end < 0) {
            throw Libc.failure("cannot make an event descriptor");
        }
        int type = Linux.SOCK_RAW | Linux.NONBLOCK | Linux.CLOEXEC;
        int socket = Libc.socket(Linux.AF_NETLINK, type, Linux.NETLINK_ROUTE);
        if (socket < 0) {
            IOException failure = Libc.failure("cannot open a netlink socket");
            Libc.close(end);
            throw failure;
        }
        Netlink result = new Netlink(end, socket);
        result.subscribe();
        return result;
    }

    private void subscribe() throws IOException {
        ByteBuffer address = direct(ADDRESS_BYTES);
        address.putShort(0, (short) Linux.AF_NETLINK).putInt(ADDRESS_GROUPS, GROUPS);
        int result = Libc.bind(socket, Libc.address(address), ADDRESS_BYTES);
        Reference.reachabilityFence(address);
        if (result < 0) {
            IOException failure = Libc.failure("cannot listen to the kernel by netlink");
            close();
            throw failure;
        }
    }

    @Override
    public boolean take(long waitMs) throws IOException {
        poll(2, waitMs);
        int taken = 0;
        while (taken < MOST_MESSAGES && takeOne()) {
            taken++;
        }
        return taken > 0;
    }

    /** Takes one message; answers whether there was one. */
    private boolean takeOne() throws IOException {
        if (Libc.recv(socket, Libc.address(message), MESSAGE_BYTES, 0) >= 0) {
            return true;
        }
        return switch (Libc.errno()) {
            case Linux.EAGAIN -> false;
            // netlink(7): "ENOBUFS": messages were lost, which is news as well.
            case Linux.EINTR, Linux.ENOBUFS -> true;
            default -> throw Libc.failure("netlink has failed");
        };
    }

    @Override
    public void rest(long waitMs) throws IOException {
        poll(1, waitMs);
    }

    private void poll(int count, long waitMs) throws IOException {
        descriptors.putShort(POLL_HAPPENED, (short) 0).putShort(POLL_BYTES + POLL_HAPPENED, (short) 0);
        if (Libc.poll(Libc.address(descriptors), count, (int) waitMs) < 0 && Libc.errno() != Linux.EINTR) {
            throw Libc.failure("waiting for netlink has failed");
        }
    }

    @Override
    public synchronized void end() {
        if (!closed) {
            Libc.write(end, Libc.address(one), Long.BYTES);
        }
    }

    /** Under a lock with {@link #end}, which must not write to a descriptor that is another's by then. */
    @Override
    public synchronized void close() {
        closed = true;
        Libc.close(socket);
        Libc.close(end);
    }

    private static ByteBuffer direct(int lengthBytes) {
        return ByteBuffer.allocateDirect(lengthBytes).order(ByteOrder.nativeOrder());
    }
}
