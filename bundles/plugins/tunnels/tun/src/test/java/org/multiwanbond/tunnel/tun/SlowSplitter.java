package org.multiwanbond.tunnel.tun;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The splitter written plainly, one packet at a time and every checksum from its beginning. Stateless. */
final class SlowSplitter {
    private SlowSplitter() {}

    /** The packets of a frame; none if it contradicts itself. */
    static List<byte[]> split(byte[] frame) {
        if (frame.length <= 10) {
            return List.of();
        }
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.nativeOrder());
        boolean needsChecksum = (header.get(0) & 1) != 0;
        int type = header.get(1) & 0x7f;
        int gsoSize = header.getShort(4) & 0xffff;
        int start = header.getShort(6) & 0xffff;
        int offset = header.getShort(8) & 0xffff;
        byte[] packet = Arrays.copyOfRange(frame, 10, frame.length);
        if (type != 0) {
            return large(packet, type, gsoSize, needsChecksum ? new int[] {start, offset} : new int[0]);
        }
        if (needsChecksum) {
            if (start + offset + 2 > packet.length) {
                return List.of();
            }
            int sum = ~TestPacket.slowSum(0, packet, start, packet.length - start) & 0xffff;
            TestPacket.put(packet, start + offset, sum == 0 ? 0xffff : sum);
        }
        return List.of(packet);
    }

    private static List<byte[]> large(byte[] packet, int type, int gsoSize, int[] checksum) {
        boolean tcp = type == 1 || type == 4;
        int version = packet[0] >> 4 & 0xf;
        boolean fits =
                type == 1 && version == 4 || type == 4 && version == 6 || type == 5 && (version == 4 || version == 6);
        if (!fits || gsoSize == 0 || packet.length < 20 || packet.length > 65_535) {
            return List.of();
        }
        int plain = version == 6 ? 40 : (packet[0] & 0xf) * 4;
        int transport = checksum.length == 0 ? plain : checksum[0];
        boolean placed = version == 6 ? transport >= 40 : transport == plain && plain >= 20;
        boolean right = checksum.length == 0
                ? version == 4 || packet.length >= 40 && packet[6] == (tcp ? 6 : 17)
                : checksum[1] == (tcp ? 16 : 6);
        if (!placed || !right || transport + (tcp ? 20 : 8) > packet.length) {
            return List.of();
        }
        int headerBytes = transport + (tcp ? (packet[transport + 12] >> 4 & 0xf) * 4 : 8);
        if (headerBytes < transport + (tcp ? 20 : 8) || headerBytes > packet.length) {
            return List.of();
        }
        List<byte[]> pieces = new ArrayList<>();
        int from = headerBytes;
        do {
            int to = Math.min(packet.length, from + gsoSize);
            byte[] piece = Arrays.copyOf(packet, headerBytes + to - from);
            System.arraycopy(packet, from, piece, headerBytes, to - from);
            pieces.add(piece);
            finishIp(piece, pieces.size() - 1);
            int pseudo = pseudo(packet, piece, transport, tcp, checksum.length != 0);
            finishTransport(piece, transport, tcp, pseudo, new int[] {from - headerBytes, packet.length - to});
            from = to;
        } while (from < packet.length);
        return pieces;
    }

    private static void finishIp(byte[] piece, int number) {
        if (piece[0] >> 4 == 6) {
            TestPacket.put(piece, 4, piece.length - 40);
        } else {
            TestPacket.put(piece, 2, piece.length);
            TestPacket.put(piece, 4, TestPacket.u16(piece, 4) + number);
            TestPacket.put(piece, 10, 0);
            TestPacket.put(piece, 10, ~TestPacket.slowSum(0, piece, 0, (piece[0] & 0xf) * 4));
        }
    }

    private static int pseudo(byte[] whole, byte[] piece, int transport, boolean tcp, boolean known) {
        int bytes = piece.length - transport;
        if (known) {
            int given = TestPacket.u16(whole, transport + (tcp ? 16 : 6));
            return given + 0xffff - (whole.length - transport) + bytes;
        }
        boolean ipv6 = piece[0] >> 4 == 6;
        return TestPacket.slowSum(bytes + (tcp ? 6 : 17), piece, ipv6 ? 8 : 12, ipv6 ? 32 : 8);
    }

    private static void finishTransport(byte[] piece, int transport, boolean tcp, int pseudo, int[] beforeAndAfter) {
        if (tcp) {
            ByteBuffer view = ByteBuffer.wrap(piece);
            view.putInt(transport + 4, view.getInt(transport + 4) + beforeAndAfter[0]);
            if (beforeAndAfter[0] > 0) {
                piece[transport + 13] &= 0x7f;
            }
            if (beforeAndAfter[1] > 0) {
                piece[transport + 13] &= ~0x09;
            }
        } else {
            TestPacket.put(piece, transport + 4, piece.length - transport);
        }
        int at = transport + (tcp ? 16 : 6);
        TestPacket.put(piece, at, 0);
        int sum = ~TestPacket.slowSum(pseudo, piece, transport, piece.length - transport) & 0xffff;
        TestPacket.put(piece, at, sum == 0 && !tcp ? 0xffff : sum);
    }
}
