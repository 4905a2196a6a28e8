package org.multiwanbond.tunnel.tun;

/** Numbers of Linux's headers; the same on x86-64 and arm64. Thread-safe: constants only. */
final class Linux {
    // asm-generic/errno-base.h, errno.h
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int ENXIO = 6;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int EEXIST = 17;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int EBADFD = 77;
    static final int EAFNOSUPPORT = 97;
    static final int EOPNOTSUPP = 95;
    static final int EADDRNOTAVAIL = 99;

    // asm-generic/fcntl.h
    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    // asm-generic/poll.h
    static final short POLLIN = 1;

    // linux/if_tun.h, linux/if.h
    static final long TUNSETIFF = 0x4004_54ca;
    static final long TUNSETOFFLOAD = 0x4004_54d0;
    static final long TUNSETVNETHDRSZ = 0x4004_54d8;
    /** IFF_TUN, and IFF_NO_PI: no protocol number before the packets. */
    static final short IFF_TUN_PLAIN = 0x0001 | 0x1000;

    static final short IFF_VNET_HDR = 0x4000;
    /** This descriptor is one of several of a device. */
    static final short IFF_MULTI_QUEUE = 0x0100;
    /** The device must not be there yet. */
    static final int IFF_TUN_EXCL = 0x8000;

    static final int TUN_F_CSUM = 0x01;
    static final int TUN_F_TSO4_TSO6 = 0x02 | 0x04;
    static final int TUN_F_USO4_USO6 = 0x20 | 0x40;
    static final int IFF_UP = 1;
    static final int IFREQ_BYTES = 40;
    static final int IFREQ_FLAGS = 16;

    // linux/socket.h, linux/netlink.h, linux/rtnetlink.h
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;
    static final int SOCK_RAW_CLOEXEC = 3 | O_CLOEXEC;
    static final short NLMSG_ERROR = 2;
    static final short NLMSG_DONE = 3;
    static final short NLM_REQUEST = 1;
    static final short NLM_ACK = 4;
    static final short NLM_REPLACE_OR_CREATE = 0x100 | 0x400;
    static final short NLM_DUMP = 0x300;
    static final short RTM_NEWLINK = 16;
    static final short RTM_NEWADDR = 20;
    static final short RTM_DELADDR = 21;
    static final short RTM_GETADDR = 22;

    // linux/if_link.h, linux/if_addr.h
    static final short IFLA_MTU = 4;
    static final short IFLA_TXQLEN = 13;
    static final short IFLA_AF_SPEC = 26;
    static final short IFLA_INET6_ADDR_GEN_MODE = 8;
    static final byte ADDR_GEN_MODE_NONE = 1;
    static final short IFA_ADDRESS = 1;
    static final short IFA_LOCAL = 2;
    static final byte IFA_F_NODAD = 2;

    private Linux() {}
}
