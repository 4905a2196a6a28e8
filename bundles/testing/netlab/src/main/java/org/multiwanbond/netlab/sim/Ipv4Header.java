package org.multiwanbond.netlab.sim;

import java.net.Inet4Address;
import java.nio.ByteBuffer;

/** Writes and reads the IPv4 header (RFC 791) of packets without options. Stateless. */
public final class Ipv4Header {
    /** Length of the header. */
    public static final int BYTES = 20;

    /** The two bits of ECN (RFC 3168 §5) say: this packet met congestion. */
    public static final int ECN_CE = 3;

    private static final int CHECKSUM_AT = 10;
    private static final int DONT_FRAGMENT = 0x4000;

    private Ipv4Header() {}

    /** A packet of zeros behind its header; the position is behind the header. */
    public static ByteBuffer packet(int lengthBytes, int protocol, Inet4Address source, Inet4Address target) {
        ByteBuffer packet = ByteBuffer.allocate(lengthBytes);
        packet.putShort((short) 0x4500).putShort((short) lengthBytes);
        packet.putInt(DONT_FRAGMENT);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
        packet.put(source.getAddress()).put(target.getAddress());
        seal(packet);
        return packet;
    }

    /** The two bits of ECN. */
    public static int ecn(ByteBuffer packet) {
        return packet.get(1) & 3;
    }

    /** Sets the two bits of ECN. */
    public static void ecn(ByteBuffer packet, int ecn) {
        packet.put(1, (byte) (packet.get(1) & ~3 | ecn));
        seal(packet);
    }

    /** Whether length and checksum of the header are right. */
    public static boolean isSound(ByteBuffer packet) {
        return packet.limit() >= BYTES
                && packet.get(0) == 0x45
                && (packet.getShort(2) & 0xffff) == packet.limit()
                && checksum(packet) == 0;
    }

    private static void seal(ByteBuffer packet) {
        packet.putShort(CHECKSUM_AT, (short) 0);
        packet.putShort(CHECKSUM_AT, checksum(packet));
    }

    /** RFC 1071. */
    private static short checksum(ByteBuffer packet) {
        int sum = 0;
        for (int i = 0; i < BYTES; i += 2) {
            sum += packet.getShort(i) & 0xffff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }
}
