package org.multiwanbond.paths;

/** Numbers of Linux's headers; the same on x86-64 and arm64. Thread-safe: constants only. */
final class Linux {
    // asm-generic/errno-base.h, errno.h
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOBUFS = 105;

    // asm-generic/fcntl.h, asm-generic/poll.h
    static final int NONBLOCK = 0x800;
    static final int CLOEXEC = 0x80000;
    static final short POLLIN = 1;

    // linux/socket.h, linux/net.h
    static final int AF_NETLINK = 16;
    static final int SOCK_RAW = 3;

    // linux/netlink.h, linux/rtnetlink.h
    static final int NETLINK_ROUTE = 0;
    static final int RTMGRP_LINK = 1;
    static final int RTMGRP_IPV4_IFADDR = 0x10;
    static final int RTMGRP_IPV4_ROUTE = 0x40;
    static final int RTMGRP_IPV6_IFADDR = 0x100;
    static final int RTMGRP_IPV6_ROUTE = 0x400;

    private Linux() {}
}
