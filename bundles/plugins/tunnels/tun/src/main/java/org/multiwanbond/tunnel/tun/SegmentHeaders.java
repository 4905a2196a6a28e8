package org.multiwanbond.tunnel.tun;

import org.multiwanbond.api.HotPath;

/**
 * The headers all packets of one large segment share, summed once, and what differs between them. Confined to one thread.
 */
@HotPath
final class SegmentHeaders {
    private final Frame frame;
    private boolean ipv6;
    private boolean tcp;
    private int gsoSizeBytes;
    private int transport;
    private int lengthBytes;
    private int ident;
    private int sequence;
    private int offsetAndFlags;
    private long ipSum;
    private long transportSum;

    SegmentHeaders(Frame frame) {
        this.frame = frame;
    }

    /** Octets before the payload. */
    int lengthBytes() {
        return lengthBytes;
    }

    /** Payload of each packet but the last. */
    int gsoSizeBytes() {
        return gsoSizeBytes;
    }

    /** Whether the checksum to be completed, if any, lies within the packet. */
    boolean isWithin(int packetBytes) {
        return packetBytes > 0
                && (!frame.needsChecksum()
                        || frame.checksumStart() + frame.checksumOffset() + Short.BYTES <= packetBytes);
    }

    /** Reads the frame's headers; false if they do not fit what the frame says of itself. */
    boolean read(int packetBytes) {
        int type = frame.gsoType();
        tcp = type != Frame.GSO_UDP_L4;
        gsoSizeBytes = frame.gsoSizeBytes();
        boolean known = tcp ? type == Frame.GSO_TCPV4 || type == Frame.GSO_TCPV6 : true;
        if (!known || gsoSizeBytes == 0 || packetBytes < Ip.V4_BYTES || packetBytes > 0xffff) {
            return false;
        }
        int version = frame.u8(0) >> 4;
        ipv6 = version == 6;
        boolean expected = tcp ? ipv6 == (type == Frame.GSO_TCPV6) : true;
        if (!expected || !(ipv6 || version == 4) || !findTransport() || !findPayload(packetBytes)) {
            return false;
        }
        sumIp();
        sumTransport(packetBytes);
        return true;
    }

    private boolean findTransport() {
        int plain = ipv6 ? Ip.V6_BYTES : (frame.u8(0) & 0xf) * 4;
        if (!frame.needsChecksum()) {
            // Without the kernel's word on where the transport header is, extension headers are not looked into.
            transport = plain;
            return plain >= Ip.V4_BYTES && (!ipv6 || frame.u8(Ip.V6_NEXT_HEADER) == (tcp ? Ip.TCP : Ip.UDP));
        }
        transport = frame.checksumStart();
        boolean follows = ipv6 ? transport >= plain : transport == plain && plain >= Ip.V4_BYTES;
        return follows && frame.checksumOffset() == (tcp ? Ip.TCP_CHECKSUM : Ip.UDP_CHECKSUM);
    }

    private boolean findPayload(int packetBytes) {
        int least = tcp ? Ip.TCP_BYTES : Ip.UDP_BYTES;
        if (transport + least > packetBytes) {
            return false;
        }
        int headerBytes = tcp ? (frame.u8(transport + Ip.TCP_OFFSET) >> 4) * 4 : least;
        lengthBytes = transport + headerBytes;
        return headerBytes >= least && lengthBytes <= packetBytes;
    }

    private void sumIp() {
        if (ipv6) {
            return;
        }
        ident = frame.u16(Ip.V4_IDENT);
        ipSum = words(0, (frame.u8(0) & 0xf) * 4) - frame.u16(Ip.V4_LENGTH) - ident - frame.u16(Ip.V4_CHECKSUM);
    }

    /** Sums pseudo-header and transport header without what each packet has of its own. */
    private void sumTransport(int packetBytes) {
        int checksumAt = transport + (tcp ? Ip.TCP_CHECKSUM : Ip.UDP_CHECKSUM);
        long pseudoHeader;
        if (frame.needsChecksum()) {
            // One's complement: adding the inverse takes the length of the whole away.
            pseudoHeader = frame.u16(checksumAt) + (~(packetBytes - transport) & 0xffff);
        } else {
            int addresses = ipv6 ? Ip.V6_SOURCE : Ip.V4_SOURCE;
            pseudoHeader = words(addresses, ipv6 ? 32 : 8) + (tcp ? Ip.TCP : Ip.UDP);
        }
        transportSum = pseudoHeader + words(transport, lengthBytes - transport) - frame.u16(checksumAt);
        if (tcp) {
            sequence = frame.u16(transport + Ip.TCP_SEQUENCE) << 16 | frame.u16(transport + Ip.TCP_SEQUENCE + 2);
            offsetAndFlags = frame.u16(transport + Ip.TCP_OFFSET);
            transportSum -= (sequence >>> 16) + (sequence & 0xffff) + offsetAndFlags;
        } else {
            transportSum -= frame.u16(transport + Ip.UDP_LENGTH);
        }
    }

    private long words(int from, int count) {
        long sum = 0;
        for (int at = from; at < from + count; at += Short.BYTES) {
            sum += frame.u16(at);
        }
        return sum;
    }

    /**
     * Writes into a copy of the headers what is its own.
     *
     * @param at where they are, with the payload behind them
     * @param done octets of payload before this packet's
     */
    void finish(byte[] slab, int at, int payloadBytes, int done, boolean last) {
        if (ipv6) {
            Octets.putU16(slab, at + Ip.V6_LENGTH, lengthBytes + payloadBytes - Ip.V6_BYTES);
        } else {
            int ownIdent = ident + done / gsoSizeBytes & 0xffff;
            Octets.putU16(slab, at + Ip.V4_LENGTH, lengthBytes + payloadBytes);
            Octets.putU16(slab, at + Ip.V4_IDENT, ownIdent);
            Octets.putU16(slab, at + Ip.V4_CHECKSUM, Checksum.of(ipSum + lengthBytes + payloadBytes + ownIdent));
        }
        int transportBytes = lengthBytes - transport + payloadBytes;
        long sum = transportSum + transportBytes + Checksum.sum(slab, at + lengthBytes, payloadBytes);
        if (tcp) {
            finishTcp(slab, at + transport, sum, done, last);
        } else {
            Octets.putU16(slab, at + transport + Ip.UDP_LENGTH, transportBytes);
            Octets.putU16(slab, at + transport + Ip.UDP_CHECKSUM, Checksum.neverZero(sum + transportBytes));
        }
    }

    private void finishTcp(byte[] slab, int at, long sum, int done, boolean last) {
        int ownSequence = sequence + done;
        int ownFlags = offsetAndFlags;
        if (done > 0) {
            ownFlags &= ~Ip.TCP_CWR;
        }
        if (!last) {
            ownFlags &= ~(Ip.TCP_FIN | Ip.TCP_PSH);
        }
        Octets.putI32(slab, at + Ip.TCP_SEQUENCE, ownSequence);
        Octets.putU16(slab, at + Ip.TCP_OFFSET, ownFlags);
        Octets.putU16(
                slab,
                at + Ip.TCP_CHECKSUM,
                Checksum.of(sum + (ownSequence >>> 16) + (ownSequence & 0xffff) + ownFlags));
    }
}
