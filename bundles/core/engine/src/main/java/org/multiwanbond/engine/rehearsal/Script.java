package org.multiwanbond.engine.rehearsal;

import java.util.ArrayList;
import java.util.List;

/**
 * The inner packets of a rehearsal: several flows by TCP and UDP, over IPv4 and IPv6, an echo, something like a telephone,
 * and now and then one that needs fragments. Thread-safe: nothing changes it.
 */
final class Script {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int V4_BYTES = 20;
    private static final int V6_BYTES = 40;
    private static final int TCP_FLOWS = 6;
    private static final int ECHO_BYTES = 84;
    private static final int SPEECH_BYTES = 200;
    /** Longer than any path is known to carry, so that it goes in fragments. */
    private static final int LONG_BYTES = 2_000;

    private static final int READS_A_LONG = 97;
    private static final int HOPS = 64;
    private static final int DONT_FRAGMENT = 0x40;
    /** RFC 4594 §4.1: telephony, DSCP 46. */
    private static final int SPEECH_CLASS = 46 << 2;

    private final List<byte[]> packets = new ArrayList<>();
    private final byte[] fragmented;

    /** From one host to another of the same network, numbers 1 to 255, mostly packets of this length. */
    Script(int from, int to, int bytes) {
        for (int flow = 1; flow <= TCP_FLOWS; flow++) {
            packets.add(v4(from, to, TCP, flow, bytes));
        }
        packets.add(v6(from, to, TCP, bytes));
        packets.add(v4(from, to, UDP, 1, bytes));
        packets.add(v4(from, to, ICMP, 0, ECHO_BYTES));
        byte[] speech = v4(from, to, UDP, 2, SPEECH_BYTES);
        speech[1] = (byte) SPEECH_CLASS;
        packets.add(speech);
        fragmented = v4(from, to, UDP, 1, LONG_BYTES);
    }

    /** The packet that is repeated by this read of the device. */
    byte[] packet(long read) {
        return read % READS_A_LONG == 0 ? fragmented : packets.get((int) (read % packets.size()));
    }

    /** RFC 791 §3.1. */
    private static byte[] v4(int from, int to, int protocol, int flow, int bytes) {
        byte[] packet = new byte[bytes];
        packet[0] = 0x45;
        packet[2] = (byte) (bytes >>> 8);
        packet[3] = (byte) bytes;
        packet[6] = DONT_FRAGMENT;
        packet[8] = HOPS;
        packet[9] = (byte) protocol;
        packet[12] = 10;
        packet[15] = (byte) from;
        packet[16] = 10;
        packet[19] = (byte) to;
        packet[V4_BYTES + 1] = (byte) flow;
        return packet;
    }

    /** RFC 8200 §3; unique local addresses (RFC 4193). */
    private static byte[] v6(int from, int to, int protocol, int bytes) {
        byte[] packet = new byte[Math.max(bytes, V6_BYTES + V4_BYTES)];
        packet[0] = 0x60;
        packet[4] = (byte) (packet.length - V6_BYTES >>> 8);
        packet[5] = (byte) (packet.length - V6_BYTES);
        packet[6] = (byte) protocol;
        packet[7] = HOPS;
        packet[8] = (byte) 0xfd;
        packet[23] = (byte) from;
        packet[24] = (byte) 0xfd;
        packet[39] = (byte) to;
        return packet;
    }
}
