package org.multiwanbond.tunnel.tun;

import java.util.Arrays;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * Traffic nobody sent, cut and joined as a device's is, within memory. Its addresses and ports are zero and so is what it
 * carries. Confined to one thread.
 */
final class CutAndJoin implements Runnable {
    /** Of a large segment; a TCP sender with an open window fills it nearly to 64 KiB. */
    private static final int LARGE_BYTES = 60_000;
    /** Of a series of datagrams. */
    private static final int SERIES_BYTES = 12_000;

    private static final int SEGMENT_BYTES = 1_340;
    private static final int HOPS = 64;

    // As the engine reads.
    private final PacketBatch batch = new PacketBatch(64, 128 * 1_024);
    private final byte[] head = new byte[Ip.V6_BYTES + Ip.TCP_BYTES];
    private final Frame frame = new Frame();
    private final Segmenter segmenter = new Segmenter(frame);
    private final Coalescer coalescer = new Coalescer(true, true, this::take);
    private long cutPackets;
    private long joinedPackets;
    private long frames;

    /** A large segment of TCP, an acknowledgment and some datagrams, by IPv4 and by IPv6. */
    @Override
    public void run() {
        for (int at = 0; at < 2; at++) {
            boolean ipv6 = at == 1;
            pass(ipv6, true, LARGE_BYTES);
            pass(ipv6, true, 0);
            pass(ipv6, false, SERIES_BYTES);
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

    private void pass(boolean ipv6, boolean tcp, int payloadBytes) {
        segmenter.take(load(ipv6, tcp, payloadBytes));
        while (!segmenter.isEmpty()) {
            batch.clear();
            cutPackets += segmenter.appendTo(batch);
            for (int i = 0; i < batch.count(); i++) {
                coalescer.write(batch.slab(), batch.offset(i), batch.lengthBytes(i));
            }
        }
        coalescer.flush();
    }

    /** Makes the frame as the kernel hands it over; answers the octets of its packet. */
    private int load(boolean ipv6, boolean tcp, int payloadBytes) {
        int transport = ipv6 ? Ip.V6_BYTES : Ip.V4_BYTES;
        int headerBytes = transport + (tcp ? Ip.TCP_BYTES : Ip.UDP_BYTES);
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
            Octets.putU16(head, transport + Ip.TCP_OFFSET, Ip.TCP_BYTES / 4 << 12 | Ip.TCP_ACK);
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

    private int take(Frame joined, int packetBytes, int packets) {
        joinedPackets += packets;
        frames++;
        return FrameSink.TAKEN;
    }
}
