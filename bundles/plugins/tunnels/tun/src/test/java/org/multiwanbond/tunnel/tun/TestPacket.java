package org.multiwanbond.tunnel.tun;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** A TCP or UDP packet, field by field; {@link #octets} has right checksums. Confined to one test. */
final class TestPacket implements Cloneable {
    boolean ipv6;
    boolean tcp;
    byte[] addresses;
    byte[] extensions = new byte[0];
    int tos;
    int hops = 64;
    int ident;
    int fragment = Ip.DONT_FRAGMENT;
    int ports;
    int sequence;
    int acknowledgment;
    int flags = Ip.TCP_ACK;
    int window = 1_000;
    byte[] options = new byte[0];
    byte[] payload = new byte[0];

    /** A flow of its own, with what its packets have in common. */
    static TestPacket random(Random random) {
        TestPacket packet = new TestPacket();
        packet.ipv6 = random.nextBoolean();
        packet.tcp = random.nextBoolean();
        packet.addresses = octets(random, packet.ipv6 ? 32 : 8);
        packet.tos = random.nextInt(256);
        packet.hops = 1 + random.nextInt(255);
        packet.ident = random.nextInt(0x1_0000);
        packet.fragment = random.nextBoolean() ? Ip.DONT_FRAGMENT : 0;
        packet.ports = random.nextInt();
        packet.sequence = random.nextInt(4) == 0 ? -random.nextInt(5_000) : random.nextInt();
        packet.acknowledgment = random.nextInt();
        packet.window = random.nextInt(0x1_0000);
        packet.options = octets(random, random.nextInt(11) * 4);
        return packet;
    }

    static byte[] octets(Random random, int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        if (random.nextInt(20) == 0) {
            Arrays.fill(octets, (byte) (random.nextBoolean() ? 0 : -1));
        }
        return octets;
    }

    TestPacket copy() {
        try {
            return (TestPacket) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    int transport() {
        return (ipv6 ? 40 : 20) + extensions.length;
    }

    int headerBytes() {
        return transport() + (tcp ? 20 + options.length : 8);
    }

    byte[] octets() {
        byte[] packet = withSumOf(0);
        int checksumAt = transport() + (tcp ? 16 : 6);
        int sum = ~slowSum(pseudoSum(), packet, transport(), packet.length - transport()) & 0xffff;
        put(packet, checksumAt, sum == 0 && !tcp ? 0xffff : sum);
        return packet;
    }

    /** As the kernel hands a packet over whose checksum is not finished. */
    byte[] unfinished() {
        return withSumOf(pseudoSum());
    }

    private byte[] withSumOf(int checksum) {
        int protocol = tcp ? 6 : 17;
        int total = headerBytes() + payload.length;
        ByteBuffer out = ByteBuffer.allocate(total);
        if (ipv6) {
            out.putInt(6 << 28 | tos << 20 | 0x12345);
            out.putShort((short) (total - 40)).put((byte) (extensions.length > 0 ? 60 : protocol));
            out.put((byte) hops).put(addresses).put(extensions);
            if (extensions.length > 0) {
                out.put(40, (byte) protocol).put(41, (byte) (extensions.length / 8 - 1));
            }
        } else {
            out.put((byte) 0x45).put((byte) tos).putShort((short) total).putShort((short) ident);
            out.putShort((short) fragment).put((byte) hops).put((byte) protocol).putShort((short) 0);
            out.put(addresses);
            put(out.array(), 10, ~slowSum(0, out.array(), 0, 20) & 0xffff);
        }
        out.putInt(ports);
        if (tcp) {
            out.putInt(sequence).putInt(acknowledgment).put((byte) (5 + options.length / 4 << 4));
            out.put((byte) flags).putShort((short) window).putShort((short) checksum);
            out.putShort((short) 0).put(options);
        } else {
            out.putShort((short) (8 + payload.length)).putShort((short) checksum);
        }
        return out.put(payload).array();
    }

    private int pseudoSum() {
        int transportBytes = headerBytes() - transport() + payload.length;
        return slowSum((tcp ? 6 : 17) + transportBytes, addresses, 0, addresses.length);
    }

    /** The packet as a frame of a large segment, as linux/virtio_net.h has it. */
    byte[] frame(int gsoType, int gsoSizeBytes, boolean needsChecksum) {
        byte[] packet = needsChecksum ? unfinished() : octets();
        ByteBuffer out = ByteBuffer.allocate(10 + packet.length).order(java.nio.ByteOrder.nativeOrder());
        out.put((byte) (needsChecksum ? 1 : 0)).put((byte) gsoType);
        out.putShort((short) headerBytes()).putShort((short) gsoSizeBytes);
        out.putShort((short) transport()).putShort((short) (tcp ? 16 : 6));
        return out.put(packet).array();
    }

    int gsoType() {
        return tcp ? ipv6 ? 4 : 1 : 5;
    }

    static void put(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >> 8);
        octets[at + 1] = (byte) value;
    }

    static int u16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | octets[at + 1] & 0xff;
    }

    /** RFC 1071, word by word. */
    static int slowSum(int start, byte[] octets, int offset, int count) {
        long sum = start;
        for (int i = 0; i < count; i++) {
            sum += (long) (octets[offset + i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) sum;
    }
}
