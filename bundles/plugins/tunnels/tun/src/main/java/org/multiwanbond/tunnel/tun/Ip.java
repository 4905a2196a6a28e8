package org.multiwanbond.tunnel.tun;

/** Where the fields of IP, TCP and UDP headers are, and their numbers. Thread-safe: constants only. */
final class Ip {
    // RFC 791 §3.1
    static final int V4_BYTES = 20;
    static final int V4_LENGTH = 2;
    static final int V4_IDENT = 4;
    static final int V4_FRAGMENT = 6;
    static final int V4_PROTOCOL = 9;
    static final int V4_CHECKSUM = 10;
    static final int V4_SOURCE = 12;
    static final int DONT_FRAGMENT = 0x4000;
    /** More fragments, and the offset of this one. */
    static final int FRAGMENT = 0x3fff;

    // RFC 8200 §3
    static final int V6_BYTES = 40;
    static final int V6_LENGTH = 4;
    static final int V6_NEXT_HEADER = 6;
    static final int V6_SOURCE = 8;

    // RFC 9293 §3.1, RFC 3168 §6.1
    static final int TCP = 6;
    static final int TCP_BYTES = 20;
    static final int TCP_SEQUENCE = 4;
    static final int TCP_ACK_NUMBER = 8;
    static final int TCP_OFFSET = 12;
    static final int TCP_FLAGS = 13;
    static final int TCP_WINDOW = 14;
    static final int TCP_CHECKSUM = 16;
    static final int TCP_URGENT = 18;
    static final int TCP_FIN = 0x01;
    static final int TCP_SYN = 0x02;
    static final int TCP_RST = 0x04;
    static final int TCP_PSH = 0x08;
    static final int TCP_ACK = 0x10;
    static final int TCP_URG = 0x20;
    static final int TCP_CWR = 0x80;

    // RFC 768
    static final int UDP = 17;
    static final int UDP_BYTES = 8;
    static final int UDP_LENGTH = 4;
    static final int UDP_CHECKSUM = 6;

    private Ip() {}
}
