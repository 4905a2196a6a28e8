package org.multiwanbond.netlab.sim;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.multiwanbond.api.net.Addresses;

/** Valid IP packets with UDP and a number inside, and a tally of those that come back out. Confined to one thread. */
public final class NumberedPackets {
    private static final int UDP_BYTES = 8;
    private static final int UDP = 17;
    private static final int PORT = 5_001;

    private final BitSet seen = new BitSet();
    private final InetAddress from;
    private final InetAddress to;
    private int sent;
    private int repeated;
    private int overtaken;
    private int strange;
    private int highest = -1;

    /** Packets from one literal address to another of the same family. */
    public NumberedPackets(String from, String to) {
        this.from = Addresses.parse(from);
        this.to = Addresses.parse(to);
    }

    /** The next packet; its length includes the IP header and must leave room for 12 octets more. */
    public byte[] next(int lengthBytes) {
        return packet(sent++, lengthBytes);
    }

    /** Tallies a packet that came out of the tunnel; every octet is compared. */
    public void received(byte[] packet) {
        int header = headerBytes();
        if (packet.length < header + UDP_BYTES + 4) {
            strange++;
            return;
        }
        int number = ByteBuffer.wrap(packet).getInt(header + UDP_BYTES);
        if (number < 0 || number >= sent || !Arrays.equals(packet, packet(number, packet.length))) {
            strange++;
            return;
        }
        repeated += seen.get(number) ? 1 : 0;
        overtaken += number < highest ? 1 : 0;
        highest = Math.max(highest, number);
        seen.set(number);
    }

    /** Packets made so far. */
    public int sent() {
        return sent;
    }

    /** Different packets tallied. */
    public int arrived() {
        return seen.cardinality();
    }

    /** Packets made and not tallied. */
    public int missing() {
        return sent - arrived();
    }

    /** Packets tallied more than once. */
    public int repeated() {
        return repeated;
    }

    /** Packets that came after one with a higher number. */
    public int overtaken() {
        return overtaken;
    }

    /** Packets that are not ours, or not as they were. */
    public int strange() {
        return strange;
    }

    private int headerBytes() {
        return from instanceof Inet4Address ? 20 : 40;
    }

    private byte[] packet(int number, int lengthBytes) {
        ByteBuffer packet = ByteBuffer.allocate(lengthBytes);
        if (from instanceof Inet4Address) {
            ipv4Header(packet, lengthBytes);
        } else {
            packet.putInt(0x6000_0000)
                    .putShort((short) (lengthBytes - 40))
                    .put((byte) UDP)
                    .put((byte) 64);
        }
        packet.put(from.getAddress()).put(to.getAddress());
        if (from instanceof Inet4Address) {
            packet.putShort(10, checksum(packet, 20));
        }
        // No UDP checksum: no stack reads these packets, and received() compares every octet.
        packet.putShort((short) PORT).putShort((short) PORT);
        packet.putShort((short) (lengthBytes - headerBytes())).putShort((short) 0);
        packet.putInt(number);
        for (int i = packet.position(); i < lengthBytes; i++) {
            packet.put((byte) (number + i));
        }
        return packet.array();
    }

    private static void ipv4Header(ByteBuffer packet, int lengthBytes) {
        packet.putShort((short) 0x4500).putShort((short) lengthBytes);
        packet.putInt(0x0000_4000);
        packet.put((byte) 64).put((byte) UDP).putShort((short) 0);
    }

    /** RFC 1071. */
    private static short checksum(ByteBuffer packet, int lengthBytes) {
        int sum = 0;
        for (int i = 0; i < lengthBytes; i += 2) {
            sum += packet.getShort(i) & 0xffff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }
}
