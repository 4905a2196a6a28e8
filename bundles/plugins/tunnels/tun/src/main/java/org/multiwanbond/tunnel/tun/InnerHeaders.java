package org.multiwanbond.tunnel.tun;

import org.multiwanbond.api.HotPath;

/**
 * What the coalescer reads of a packet: whose it is, and whether it may become part of a large segment. The same object
 * reads one packet after the other. Confined to one thread.
 */
@HotPath
final class InnerHeaders {
    /** No IPv4 or IPv6 packet. */
    static final int FOREIGN = 0;
    /** Of some flow between its addresses: a fragment, extension headers, another protocol, a length that lies. */
    static final int PORTLESS = 1;
    /** Of a known flow, to be passed on as it is. */
    static final int ALONE = 2;
    /** Of a known flow; may be joined with neighbours if {@link #isIntact}. */
    static final int JOINABLE = 3;

    /** Multiplier of a 64-bit mixing step: 2^64 divided by the golden ratio, odd (Knuth, TAOCP 3, 6.4). */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private static final int TCP_ALONE = Ip.TCP_SYN | Ip.TCP_RST | Ip.TCP_URG | Ip.TCP_CWR;
    private static final int TCP_ENDS = Ip.TCP_FIN | Ip.TCP_PSH;

    private byte[] buf;
    private int off;
    private int lengthBytes;
    private boolean ipv6;
    private boolean tcp;
    private int transport;
    private int headerBytes;
    private long addressHash;
    private long flowHash;

    /** Reads a packet; it must not change while this object is asked about it. Answers what kind of packet it is. */
    int read(byte[] packet, int offset, int length) {
        buf = packet;
        off = offset;
        lengthBytes = length;
        if (length < Ip.V4_BYTES) {
            return FOREIGN;
        }
        int version = packet[offset] >> 4;
        ipv6 = version == 6;
        if (ipv6 ? length < Ip.V6_BYTES : version != 4) {
            return FOREIGN;
        }
        transport = ipv6 ? Ip.V6_BYTES : (packet[offset] & 0xf) * 4;
        hashAddresses();
        return findTransport() ? kind() : PORTLESS;
    }

    private void hashAddresses() {
        if (ipv6) {
            int at = off + Ip.V6_SOURCE;
            addressHash = mix(mix(mix(mix(Octets.i64(buf, at)) ^ Octets.i64(buf, at + 8)) ^ Octets.i64(buf, at + 16))
                    ^ Octets.i64(buf, at + 24));
        } else {
            // Not zero for zeros, which is what IPv6's are.
            addressHash = mix(Octets.i64(buf, off + Ip.V4_SOURCE) ^ MIX);
        }
    }

    private static long mix(long value) {
        long mixed = value * MIX;
        return mixed ^ mixed >>> 29;
    }

    /** Finds whole TCP or UDP headers right behind a sane IP header. */
    private boolean findTransport() {
        int protocol = Octets.u8(buf, off + (ipv6 ? Ip.V6_NEXT_HEADER : Ip.V4_PROTOCOL));
        tcp = protocol == Ip.TCP;
        if (!tcp && protocol != Ip.UDP) {
            return false;
        }
        int said = ipv6 ? Octets.u16(buf, off + Ip.V6_LENGTH) + Ip.V6_BYTES : Octets.u16(buf, off + Ip.V4_LENGTH);
        boolean fragment = !ipv6 && (Octets.u16(buf, off + Ip.V4_FRAGMENT) & Ip.FRAGMENT) != 0;
        int least = tcp ? Ip.TCP_BYTES : Ip.UDP_BYTES;
        if (said != lengthBytes || fragment || transport < Ip.V4_BYTES || transport + least > lengthBytes) {
            return false;
        }
        headerBytes = transport + (tcp ? (Octets.u8(buf, off + transport + Ip.TCP_OFFSET) >> 4) * 4 : least);
        flowHash = mix(addressHash ^ (Octets.i32(buf, off + transport) & 0xffff_ffffL | (long) protocol << 32));
        return headerBytes >= transport + least && headerBytes <= lengthBytes;
    }

    private int kind() {
        boolean options = !ipv6 && transport != Ip.V4_BYTES;
        boolean reserved = !ipv6 && (Octets.u16(buf, off + Ip.V4_FRAGMENT) & ~Ip.DONT_FRAGMENT) != 0;
        if (options || reserved || payloadBytes() == 0) {
            return ALONE;
        }
        int at = off + transport;
        boolean plain = tcp
                ? (Octets.u8(buf, at + Ip.TCP_FLAGS) & (TCP_ALONE | Ip.TCP_ACK)) == Ip.TCP_ACK
                : Octets.u16(buf, at + Ip.UDP_LENGTH) == lengthBytes - transport
                        && Octets.u16(buf, at + Ip.UDP_CHECKSUM) != 0;
        return plain ? JOINABLE : ALONE;
    }

    /**
     * Whether its checksums are right. A joined packet gets new ones, and what came broken must stay broken: the tunnel
     * proves what the other end was given by its host, not that it was right there.
     */
    boolean isIntact() {
        if (!ipv6 && Checksum.sum(buf, off, Ip.V4_BYTES) != 0xffff) {
            return false;
        }
        int transportBytes = lengthBytes - transport;
        long sum = pseudoHeader(transportBytes) + Checksum.sum(buf, off + transport, transportBytes);
        return Checksum.fold(sum) == 0xffff;
    }

    /** The sum of the pseudo-header for so many octets behind the IP header (RFC 9293 §3.1, RFC 8200 §8.1). */
    long pseudoHeader(int transportBytes) {
        int addresses = ipv6 ? Checksum.sum(buf, off + Ip.V6_SOURCE, 32) : Checksum.sum(buf, off + Ip.V4_SOURCE, 8);
        return (long) addresses + (tcp ? Ip.TCP : Ip.UDP) + transportBytes;
    }

    /** Whether nothing may be joined behind it. */
    boolean endsSegment() {
        return tcp && (Octets.u8(buf, off + transport + Ip.TCP_FLAGS) & TCP_ENDS) != 0;
    }

    boolean isIpv6() {
        return ipv6;
    }

    boolean isTcp() {
        return tcp;
    }

    /** Octets before the transport header. */
    int transport() {
        return transport;
    }

    /** Octets of all headers. */
    int headerBytes() {
        return headerBytes;
    }

    int payloadBytes() {
        return lengthBytes - headerBytes;
    }

    /** The same for all packets from one address to another. */
    long addressHash() {
        return addressHash;
    }

    /** The same for all packets of one flow. */
    long flowHash() {
        return flowHash;
    }
}
