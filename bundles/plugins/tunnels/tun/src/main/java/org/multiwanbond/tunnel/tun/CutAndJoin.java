package org.multiwanbond.tunnel.tun;

import java.util.Arrays;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * Traffic nobody sent, cut and joined as a device's is, within memory. Its addresses are zero and so is what it carries. Confined to one thread.
 */
final class CutAndJoin implements Runnable {
    private static final int SEGMENT_BYTES = 1_340;
    /** Of a large segment; a TCP sender with an open window fills it, so that not one more would fit. */
    private static final int LARGE_BYTES = 48 * SEGMENT_BYTES;
    /** Of a series of datagrams. */
    private static final int SERIES_BYTES = 12_000;

    private static final int HOPS = 64;
    /** Segments joined before a neighbour differs. */
    private static final int FEW_BYTES = 3 * SEGMENT_BYTES;
    /** Of a packet that is pushed alone. */
    private static final int QUESTION_BYTES = 100;
    /** TCP timestamps and two octets without meaning before them (RFC 7323, appendix A). */
    private static final int OPTION_BYTES = 12;

    private static final int OPTIONS = 0x0101_080a;

    private static final int ECHO_BYTES = 84;
    private static final int ICMP = 1;

    // As the engine reads.
    private final PacketBatch batch = new PacketBatch(88, 128 * 1_024);
    private final byte[] head = new byte[Ip.V6_BYTES + Ip.TCP_BYTES + OPTION_BYTES];
    private final Frame frame = new Frame();
    private final Segmenter segmenter = new Segmenter(frame);
    /** Hosts of three classes: with fewer the compiler relies on them, and starts anew when the device comes. */
    private final Coalescer[] coalescers = {
        new Coalescer(true, true, this::take),
        new Coalescer(true, true, (joined, packetBytes, packets) -> take(joined, packetBytes, packets)),
        new Coalescer(true, true, new Host())
    };

    private Coalescer coalescer = coalescers[0];
    private int round;
    private int port;
    private int sequence;
    private int acknowledgment;
    private int timestamp;
    private int push;
    private long cutPackets;
    private long joinedPackets;
    private long frames;

    /**
     * A large segment of TCP, an acknowledgment and some datagrams, by IPv4 and by IPv6; then what ends or hinders joining,
     * which would otherwise have what was compiled thrown away when it comes.
     */
    @Override
    public void run() {
        coalescer = coalescers[round++ % coalescers.length];
        for (int at = 0; at < 2; at++) {
            boolean ipv6 = at == 1;
            pass(ipv6, true, LARGE_BYTES);
            coalescer.flush();
            pass(ipv6, true, 0);
            pass(ipv6, false, SERIES_BYTES);
            coalescer.flush();
            hinder(ipv6);
            coalescer.flush();
        }
    }

    /** Packets made of what the host would have sent. */
    long cutPackets() {
        return cutPackets;
    }

    /** Packets in what the host would have been given. */
    long joinedPackets() {
        return joinedPackets;
    }

    /** Writes to the host there would have been. */
    long frames() {
        return frames;
    }

    /**
     * Two flows beside each other, of which one acknowledges more meanwhile and pushes, then goes on at another time; one
     * that says little, one that says one packet and has no more; and an echo between.
     */
    private void hinder(boolean ipv6) {
        port = 1;
        pass(ipv6, true, FEW_BYTES);
        port = 2;
        pass(ipv6, true, FEW_BYTES);
        sequence = FEW_BYTES;
        acknowledgment = 1;
        push = Ip.TCP_PSH;
        pass(ipv6, true, FEW_BYTES);
        port = 3;
        pass(ipv6, true, QUESTION_BYTES);
        port = 2;
        push = 0;
        sequence = 2 * FEW_BYTES;
        pass(ipv6, true, FEW_BYTES);
        sequence = 3 * FEW_BYTES;
        timestamp = 1;
        pass(ipv6, true, FEW_BYTES);
        port = 4;
        pass(ipv6, true, SEGMENT_BYTES);
        if (!ipv6) {
            echo();
        }
        port = 0;
        sequence = 0;
        acknowledgment = 0;
        timestamp = 0;
    }

    private void echo() {
        Arrays.fill(head, (byte) 0);
        Octets.putU16(head, 0, 0x45 << 8);
        Octets.putU16(head, Ip.V4_LENGTH, ECHO_BYTES);
        Octets.putU16(head, Ip.V4_FRAGMENT + 2, HOPS << 8 | ICMP);
        frame.octets().put(Frame.PACKET, head, 0, Ip.V4_BYTES);
        frame.plain();
        pass(ECHO_BYTES);
    }

    private void pass(boolean ipv6, boolean tcp, int payloadBytes) {
        pass(load(ipv6, tcp, payloadBytes));
    }

    private void pass(int packetBytes) {
        segmenter.take(packetBytes);
        while (!segmenter.isEmpty()) {
            batch.clear();
            cutPackets += segmenter.appendTo(batch);
            for (int i = 0; i < batch.count(); i++) {
                coalescer.write(batch.slab(), batch.offset(i), batch.lengthBytes(i));
            }
        }
    }

    /** Makes the frame as the kernel hands it over; answers the octets of its packet. */
    private int load(boolean ipv6, boolean tcp, int payloadBytes) {
        int transport = ipv6 ? Ip.V6_BYTES : Ip.V4_BYTES;
        int headerBytes = transport + (tcp ? Ip.TCP_BYTES + OPTION_BYTES : Ip.UDP_BYTES);
        int transportBytes = headerBytes - transport + payloadBytes;
        int protocol = tcp ? Ip.TCP : Ip.UDP;
        int checksum = tcp ? Ip.TCP_CHECKSUM : Ip.UDP_CHECKSUM;
        Arrays.fill(head, (byte) 0);
        if (ipv6) {
            Octets.putU16(head, 0, 6 << 12);
            Octets.putU16(head, Ip.V6_LENGTH, transportBytes);
            Octets.putU16(head, Ip.V6_NEXT_HEADER, protocol << 8 | HOPS);
        } else {
            Octets.putU16(head, 0, 0x45 << 8);
            Octets.putU16(head, Ip.V4_LENGTH, transport + transportBytes);
            Octets.putU16(head, Ip.V4_FRAGMENT, Ip.DONT_FRAGMENT);
            Octets.putU16(head, Ip.V4_FRAGMENT + 2, HOPS << 8 | protocol);
        }
        if (tcp) {
            Octets.putU16(head, transport, port);
            Octets.putU16(head, transport + Ip.TCP_SEQUENCE + 2, sequence);
            Octets.putU16(head, transport + Ip.TCP_ACK_NUMBER + 2, acknowledgment);
            Octets.putU16(head, transport + Ip.TCP_OFFSET, (Ip.TCP_BYTES + OPTION_BYTES) / 4 << 12 | Ip.TCP_ACK | push);
            Octets.putI32(head, transport + Ip.TCP_BYTES, OPTIONS);
            Octets.putI32(head, transport + Ip.TCP_BYTES + Integer.BYTES, timestamp);
        } else {
            Octets.putU16(head, transport + Ip.UDP_LENGTH, transportBytes);
        }
        // The sum of a pseudo-header whose addresses are zero.
        Octets.putU16(head, transport + checksum, protocol + transportBytes);
        frame.octets().put(Frame.PACKET, head, 0, headerBytes);
        int large = !tcp ? Frame.GSO_UDP_L4 : ipv6 ? Frame.GSO_TCPV6 : Frame.GSO_TCPV4;
        frame.segmented(payloadBytes == 0 ? Frame.GSO_NONE : large, SEGMENT_BYTES, headerBytes, transport, checksum);
        return headerBytes + payloadBytes;
    }

    private final class Host implements FrameSink {
        @Override
        public int give(Frame joined, int packetBytes, int packets) {
            return take(joined, packetBytes, packets);
        }
    }

    private int take(Frame joined, int packetBytes, int packets) {
        joinedPackets += packets;
        frames++;
        return FrameSink.TAKEN;
    }
}
