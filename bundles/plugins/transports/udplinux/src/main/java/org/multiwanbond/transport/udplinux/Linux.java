package org.multiwanbond.transport.udplinux;

/** Numbers of Linux's headers; the same on x86-64 and arm64. Thread-safe: constants only. */
final class Linux {
    // asm-generic/errno-base.h, errno.h
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENOSYS = 38;
    static final int EMSGSIZE = 90;
    static final int ENOPROTOOPT = 92;
    static final int EOPNOTSUPP = 95;
    static final int EAFNOSUPPORT = 97;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENETDOWN = 100;
    static final int ENETUNREACH = 101;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;
    static final int EHOSTDOWN = 112;
    static final int EHOSTUNREACH = 113;

    // linux/socket.h, linux/net.h
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    static final int MSG_DONTWAIT = 0x40;

    // asm-generic/socket.h
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_REUSEPORT = 15;
    static final int SO_BINDTODEVICE = 25;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_MARK = 36;
    static final int SO_ATTACH_REUSEPORT_CBPF = 51;

    // linux/in.h, linux/in6.h, linux/udp.h
    static final int IPPROTO_IP = 0;
    static final int IP_MTU_DISCOVER = 10;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_MTU_DISCOVER = 23;
    static final int IPV6_V6ONLY = 26;
    static final int PMTUDISC_PROBE = 3;
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103;
    static final int UDP_GRO = 104;

    // linux/bpf_common.h: LD | H | ABS, ALU | MOD | K, RET | A
    static final int BPF_LOAD_HALF_WORD = 0x28;
    static final int BPF_MODULO = 0x94;
    static final int BPF_RETURN_IT = 0x16;

    // linux/eventpoll.h, linux/eventfd.h, asm-generic/poll.h
    static final int EPOLL_CLOEXEC = 0x80000;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLLIN = 1;
    static final int EVENT_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    static final short POLLIN = 1;

    /** Octets of a device's name with its end, linux/if.h. */
    static final int IFNAMSIZ = 16;

    private Linux() {}
}
