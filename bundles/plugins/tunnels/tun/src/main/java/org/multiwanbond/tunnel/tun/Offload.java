package org.multiwanbond.tunnel.tun;

/** Work the kernel may leave to us; each includes those before it. Thread-safe: immutable. */
enum Offload {
    /** Every packet passes by itself and without a header. */
    NONE(0),
    /** Packets may come without their checksums. */
    CHECKSUM(Linux.TUN_F_CSUM),
    /** Many TCP segments may be one. */
    TCP(CHECKSUM.flags | Linux.TUN_F_TSO4_TSO6),
    /** Many equal datagrams may be one (Linux 6.2). */
    UDP(TCP.flags | Linux.TUN_F_USO4_USO6);

    private final int flags;

    Offload(int flags) {
        this.flags = flags;
    }

    /** As TUNSETOFFLOAD takes them. */
    int flags() {
        return flags;
    }

    boolean includes(Offload other) {
        return compareTo(other) >= 0;
    }
}
