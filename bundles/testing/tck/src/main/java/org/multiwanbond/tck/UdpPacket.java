package org.multiwanbond.tck;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * A UDP datagram with its IPv4 or IPv6 header, without options. Thread-safe: not changed after construction.
 *
 * @param source where it says it comes from
 * @param destination where it goes, of the same family
 * @param payload octets after the UDP header
 */
record UdpPacket(InetSocketAddress source, InetSocketAddress destination, byte[] payload) {
    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int UDP_HEADER_BYTES = 8;
    private static final byte UDP = 17; // IANA protocol numbers
    private static final byte HOPS = 64;

    /** Whether a packet of a batch is one. */
    static boolean isUdp(PacketBatch batch, int index) {
        int at = batch.offset(index);
        return batch.slab()[at + (isIpv4(batch, index) ? 9 : 6)] == UDP;
    }

    private static boolean isIpv4(PacketBatch batch, int index) {
        return batch.slab()[batch.offset(index)] >> 4 == 4;
    }

    /** Reads a packet for which {@link #isUdp} holds. */
    static UdpPacket of(PacketBatch batch, int index) {
        boolean ipv4 = isIpv4(batch, index);
        int at = batch.offset(index);
        int end = at + batch.lengthBytes(index);
        int addressBytes = ipv4 ? 4 : 16;
        int addresses = at + (ipv4 ? 12 : 8);
        int udp = at + (ipv4 ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES);
        ByteBuffer ports = ByteBuffer.wrap(batch.slab(), udp, 4);
        return new UdpPacket(
                new InetSocketAddress(address(batch.slab(), addresses, addressBytes), ports.getShort() & 0xffff),
                new InetSocketAddress(
                        address(batch.slab(), addresses + addressBytes, addressBytes), ports.getShort() & 0xffff),
                Arrays.copyOfRange(batch.slab(), udp + UDP_HEADER_BYTES, end));
    }

    /** UDP header and payload of a packet for which {@link #isUdp} holds, as they are. */
    static byte[] transport(PacketBatch batch, int index) {
        int at = batch.offset(index);
        int udp = at + (isIpv4(batch, index) ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES);
        return Arrays.copyOfRange(batch.slab(), udp, at + batch.lengthBytes(index));
    }

    private static InetAddress address(byte[] octets, int offset, int lengthBytes) {
        return Addresses.of(Arrays.copyOfRange(octets, offset, offset + lengthBytes));
    }

    /** The packet with right checksums. */
    byte[] octets() {
        byte[] from = source.getAddress().getAddress();
        byte[] to = destination.getAddress().getAddress();
        int udpBytes = UDP_HEADER_BYTES + payload.length;
        boolean ipv4 = from.length == 4;
        int headerBytes = ipv4 ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES;
        ByteBuffer packet = ByteBuffer.allocate(headerBytes + udpBytes);
        if (ipv4) {
            packet.putShort((short) 0x4500).putShort((short) packet.capacity()).putInt(0);
            packet.put(HOPS).put(UDP).putShort((short) 0).put(from).put(to);
            packet.putShort(10, checksum(0, packet.array(), 0, headerBytes));
        } else {
            packet.putInt(0x6000_0000)
                    .putShort((short) udpBytes)
                    .put(UDP)
                    .put(HOPS)
                    .put(from)
                    .put(to);
        }
        packet.putShort((short) source.getPort()).putShort((short) destination.getPort());
        packet.putShort((short) udpBytes).putShort((short) 0).put(payload);
        // RFC 768, RFC 8200 §8.1: the sum covers addresses, protocol and length too; 0 is sent as all ones.
        int addresses = headerBytes - from.length - to.length;
        int pseudoHeader = UDP + udpBytes;
        short sum = checksum(pseudoHeader, packet.array(), addresses, packet.capacity() - addresses);
        packet.putShort(headerBytes + 6, sum == 0 ? (short) -1 : sum);
        return packet.array();
    }

    /** RFC 1071: the complement of the sum, in ones' complement, of 16-bit words. */
    private static short checksum(int start, byte[] octets, int offset, int lengthBytes) {
        long sum = start;
        for (int i = 0; i < lengthBytes; i++) {
            sum += (long) (octets[offset + i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }
}
