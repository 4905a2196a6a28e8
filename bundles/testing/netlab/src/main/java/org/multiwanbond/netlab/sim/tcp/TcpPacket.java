package org.multiwanbond.netlab.sim.tcp;

import java.nio.ByteBuffer;
import java.util.List;
import org.multiwanbond.netlab.sim.Ipv4Header;

/**
 * An IPv4 packet with a TCP header (RFC 9293), time stamps (RFC 7323) and SACK blocks (RFC 2018). Its sequence numbers
 * count segments, not octets, because both ends are ours; the TCP checksum is left 0, because no stack reads it. Confined
 * to one thread.
 */
final class TcpPacket {
    /** IPv4 20, TCP 20, time stamps 12. */
    static final int HEADER_BYTES = 52;

    /** RFC 2018 §3: three blocks fit beside time stamps. */
    static final int MOST_BLOCKS = 3;

    static final int SYN = 0x02;
    static final int ACK = 0x10;
    /** RFC 3168 §6.1: the receiver saw congestion. */
    static final int ECE = 0x40;
    /** RFC 3168 §6.1: the sender has reduced its window. */
    static final int CWR = 0x80;

    private static final int TCP = 6;
    private static final int NUMBER_AT = 24;
    private static final int ACK_AT = 28;
    private static final int LENGTH_AT = 32;
    private static final int FLAGS_AT = 33;
    private static final int STAMP_AT = 44;
    private static final int ECHO_AT = 48;
    private static final int SACK_AT = 52;
    private static final int STAMP_OPTION = 0x0101_080a;
    private static final int SACK_OPTION = 0x0101_0500;

    private final ByteBuffer octets;

    private TcpPacket(ByteBuffer octets) {
        this.octets = octets;
    }

    /** A packet that came out of the tunnel. */
    static TcpPacket read(byte[] packet) {
        return new TcpPacket(ByteBuffer.wrap(packet));
    }

    /** A segment of the stream. */
    static TcpPacket data(TcpRoute route, long number, int payloadBytes) {
        TcpPacket packet = new TcpPacket(header(route, HEADER_BYTES, HEADER_BYTES + payloadBytes));
        packet.octets.putInt(NUMBER_AT, (int) number);
        return packet;
    }

    /** A packet without payload that acknowledges everything below a number and the blocks. */
    static TcpPacket ack(TcpRoute route, long ackNumber, List<SegmentRange> blocks) {
        int sackBytes = blocks.isEmpty() ? 0 : 4 + 8 * blocks.size();
        TcpPacket packet = new TcpPacket(header(route, HEADER_BYTES + sackBytes, HEADER_BYTES + sackBytes));
        packet.octets.putInt(ACK_AT, (int) ackNumber);
        if (!blocks.isEmpty()) {
            packet.octets.position(SACK_AT).putInt(SACK_OPTION | sackBytes - 2);
            blocks.forEach(block -> packet.octets.putInt((int) block.start()).putInt((int) block.end()));
        }
        return packet;
    }

    private static ByteBuffer header(TcpRoute route, int headerBytes, int lengthBytes) {
        ByteBuffer octets = Ipv4Header.packet(lengthBytes, TCP, route.source(), route.target());
        octets.putShort((short) route.sourcePort()).putShort((short) route.targetPort());
        octets.put(LENGTH_AT, (byte) (headerBytes - Ipv4Header.BYTES << 2));
        octets.put(FLAGS_AT, (byte) ACK);
        octets.putShort(LENGTH_AT + 2, (short) 0xffff);
        octets.putInt(STAMP_AT - 4, STAMP_OPTION);
        return octets;
    }

    TcpPacket stamped(int stampUs, int echoUs) {
        octets.putInt(STAMP_AT, stampUs).putInt(ECHO_AT, echoUs);
        return this;
    }

    TcpPacket flagged(int flags) {
        octets.put(FLAGS_AT, (byte) (ACK | flags));
        return this;
    }

    /** Makes it a SYN, which acknowledges only if it is an answer. */
    TcpPacket opening() {
        octets.put(FLAGS_AT, (byte) (octets.getInt(ECHO_AT) == 0 ? SYN : SYN | ACK));
        return this;
    }

    TcpPacket withEcn(int ecn) {
        Ipv4Header.ecn(octets, ecn);
        return this;
    }

    byte[] octets() {
        return octets.array();
    }

    boolean isSound() {
        return octets.limit() >= HEADER_BYTES && Ipv4Header.isSound(octets);
    }

    boolean has(int flag) {
        return (octets.get(FLAGS_AT) & flag) != 0;
    }

    boolean hasMetCongestion() {
        return Ipv4Header.ecn(octets) == Ipv4Header.ECN_CE;
    }

    long number() {
        return octets.getInt(NUMBER_AT) & 0xffff_ffffL;
    }

    long ackNumber() {
        return octets.getInt(ACK_AT) & 0xffff_ffffL;
    }

    int payloadBytes() {
        return octets.limit() - headerBytes();
    }

    int stampUs() {
        return octets.getInt(STAMP_AT);
    }

    int echoUs() {
        return octets.getInt(ECHO_AT);
    }

    int blockCount() {
        int optionBytes = headerBytes() - HEADER_BYTES;
        return optionBytes == 0 ? 0 : (optionBytes - 4) / 8;
    }

    SegmentRange block(int index) {
        int at = SACK_AT + 4 + 8 * index;
        return new SegmentRange(octets.getInt(at) & 0xffff_ffffL, octets.getInt(at + 4) & 0xffff_ffffL);
    }

    private int headerBytes() {
        return Ipv4Header.BYTES + ((octets.get(LENGTH_AT) & 0xf0) >> 2);
    }
}
