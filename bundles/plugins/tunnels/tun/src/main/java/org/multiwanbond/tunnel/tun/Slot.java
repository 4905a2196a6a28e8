package org.multiwanbond.tunnel.tun;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/**
 * Neighbours of one flow that are becoming one large segment. While there is only one, it lies there as it came. Confined
 * to the writing thread.
 */
@HotPath
final class Slot {
    /** Older kernels' UDP_MAX_SEGMENTS (linux/udp.h); newer ones take twice as many. */
    private static final int MOST_DATAGRAMS = 64;

    /** IPv6 and the longest TCP header. */
    private static final int LONGEST_HEADER_BYTES = 100;

    private static final int LONGEST_BYTES = 65_535;

    private final Frame frame = new Frame();
    private final byte[] head = new byte[LONGEST_HEADER_BYTES];
    private long addressHash;
    private long flowHash;
    private boolean ipv6;
    private boolean tcp;
    private int transport;
    private int headerBytes;
    private int segmentBytes;
    private int lengthBytes;
    private int packets;
    private int next;
    private int flags;
    private long pseudoHeader;
    private boolean full;

    /** Begins with a joinable packet. */
    void open(InnerHeaders packet, byte[] buf, int off) {
        addressHash = packet.addressHash();
        flowHash = packet.flowHash();
        ipv6 = packet.isIpv6();
        tcp = packet.isTcp();
        transport = packet.transport();
        headerBytes = packet.headerBytes();
        segmentBytes = packet.payloadBytes();
        lengthBytes = headerBytes + segmentBytes;
        packets = 1;
        pseudoHeader = packet.pseudoHeader(0);
        System.arraycopy(buf, off, head, 0, headerBytes);
        next = tcp ? Octets.i32(head, transport + Ip.TCP_SEQUENCE) + segmentBytes : 0;
        flags = tcp ? Octets.u8(head, transport + Ip.TCP_FLAGS) : 0;
        frame.octets().put(Frame.PACKET, buf, off, lengthBytes);
        full = lengthBytes + segmentBytes > LONGEST_BYTES;
    }

    /** Whether the packet is the next of this flow and differs in nothing that would be lost. */
    boolean continuesWith(InnerHeaders packet, byte[] buf, int off) {
        int payloadBytes = packet.payloadBytes();
        return packet.isIpv6() == ipv6
                && packet.isTcp() == tcp
                && packet.headerBytes() == headerBytes
                && payloadBytes <= segmentBytes
                && lengthBytes + payloadBytes <= LONGEST_BYTES
                && (ipv6 ? sameV6(buf, off) : sameV4(buf, off))
                && (tcp ? sameTcp(buf, off + transport) : same(buf, off + transport, transport, 4));
    }

    private boolean sameV6(byte[] buf, int off) {
        // Class and flow label, then next header, hop limit and addresses; the length between them follows.
        return same(buf, off, 0, 4) && same(buf, off + Ip.V6_NEXT_HEADER, Ip.V6_NEXT_HEADER, 34);
    }

    private boolean sameV4(byte[] buf, int off) {
        int fragment = Octets.u16(buf, off + Ip.V4_FRAGMENT);
        // RFC 6864 §4.1: the identification of a packet that may not be fragmented means nothing.
        boolean follows = (fragment & Ip.DONT_FRAGMENT) != 0
                || Octets.u16(buf, off + Ip.V4_IDENT) == (Octets.u16(head, Ip.V4_IDENT) + packets & 0xffff);
        return follows
                && same(buf, off, 0, 2)
                && same(buf, off + Ip.V4_FRAGMENT, Ip.V4_FRAGMENT, 4)
                && same(buf, off + Ip.V4_SOURCE, Ip.V4_SOURCE, 8);
    }

    private boolean sameTcp(byte[] buf, int at) {
        int ends = Ip.TCP_FIN | Ip.TCP_PSH;
        return Octets.i32(buf, at + Ip.TCP_SEQUENCE) == next
                && same(buf, at, transport, 4)
                && same(buf, at + Ip.TCP_ACK_NUMBER, transport + Ip.TCP_ACK_NUMBER, 5)
                && (Octets.u8(buf, at + Ip.TCP_FLAGS) & ~ends) == flags
                && same(buf, at + Ip.TCP_WINDOW, transport + Ip.TCP_WINDOW, 2)
                && same(buf, at + Ip.TCP_URGENT, transport + Ip.TCP_URGENT, headerBytes - transport - Ip.TCP_URGENT);
    }

    private boolean same(byte[] buf, int at, int from, int count) {
        return Arrays.equals(buf, at, at + count, head, from, from + count);
    }

    /** Joins a packet that {@link #continuesWith} accepted. */
    void append(InnerHeaders packet, byte[] buf, int off) {
        int payloadBytes = packet.payloadBytes();
        frame.octets().put(Frame.PACKET + lengthBytes, buf, off + headerBytes, payloadBytes);
        lengthBytes += payloadBytes;
        packets++;
        next += payloadBytes;
        flags |= tcp ? Octets.u8(buf, off + transport + Ip.TCP_FLAGS) : 0;
        full = packet.endsSegment()
                || payloadBytes < segmentBytes
                || lengthBytes + segmentBytes > LONGEST_BYTES
                || !tcp && packets == MOST_DATAGRAMS;
    }

    /** Whether nothing can be joined any more. */
    boolean isFull() {
        return full;
    }

    boolean isTcp() {
        return tcp;
    }

    int packets() {
        return packets;
    }

    long addressHash() {
        return addressHash;
    }

    long flowHash() {
        return flowHash;
    }

    /** Completes the frame and gives it; answers what the host says. */
    int giveTo(FrameSink host) {
        if (packets == 1) {
            frame.plain();
        } else {
            finishIp();
            finishTransport();
        }
        return host.give(frame, lengthBytes, packets);
    }

    private void finishIp() {
        if (ipv6) {
            Octets.putU16(head, Ip.V6_LENGTH, lengthBytes - Ip.V6_BYTES);
        } else {
            Octets.putU16(head, Ip.V4_LENGTH, lengthBytes);
            Octets.putU16(head, Ip.V4_CHECKSUM, 0);
            Octets.putU16(head, Ip.V4_CHECKSUM, Checksum.of(Checksum.sum(head, 0, Ip.V4_BYTES)));
        }
    }

    private void finishTransport() {
        int transportBytes = lengthBytes - transport;
        int checksum = tcp ? Ip.TCP_CHECKSUM : Ip.UDP_CHECKSUM;
        if (tcp) {
            head[transport + Ip.TCP_FLAGS] = (byte) flags;
        } else {
            Octets.putU16(head, transport + Ip.UDP_LENGTH, transportBytes);
        }
        Octets.putU16(head, transport + checksum, Checksum.fold(pseudoHeader + transportBytes));
        frame.octets().put(Frame.PACKET, head, 0, headerBytes);
        int tcpType = ipv6 ? Frame.GSO_TCPV6 : Frame.GSO_TCPV4;
        frame.segmented(tcp ? tcpType : Frame.GSO_UDP_L4, segmentBytes, headerBytes, transport, checksum);
    }
}
