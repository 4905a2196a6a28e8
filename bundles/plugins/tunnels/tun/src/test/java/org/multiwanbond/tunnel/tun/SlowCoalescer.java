package org.multiwanbond.tunnel.tun;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The coalescer written plainly: keeps whole packets in lists and hands the lists over. Confined to one test.
 */
final class SlowCoalescer {
    private static final int MOST_FLOWS = 16;

    /** What the host gets, in order; a list of one is a packet as it came. */
    final List<List<byte[]>> given = new ArrayList<>();

    private final List<List<byte[]>> waiting = new ArrayList<>();
    private final boolean joinsTcp;
    private final boolean joinsUdp;

    SlowCoalescer(boolean joinsTcp, boolean joinsUdp) {
        this.joinsTcp = joinsTcp;
        this.joinsUdp = joinsUdp;
    }

    void write(byte[] packet) {
        String flow = flow(packet);
        List<byte[]> same = waiting.stream()
                .filter(group -> flow(group.get(0)).equals(flow))
                .findFirst()
                .orElse(null);
        boolean joinable = !flow.isEmpty() && isJoinable(packet);
        if (joinable && same != null && follows(same, packet)) {
            same.add(packet);
            closeIfFull(same);
        } else if (joinable && !isEnd(packet)) {
            close(same);
            List<byte[]> group = new ArrayList<>(List.of(packet));
            if (waiting.size() == MOST_FLOWS) {
                close(waiting.get(0));
            }
            waiting.add(group);
            closeIfFull(group);
        } else {
            if (flow.isEmpty()) {
                closeAddresses(packet);
            }
            close(same);
            given.add(List.of(packet));
        }
    }

    void flush() {
        given.addAll(waiting);
        waiting.clear();
    }

    private void close(List<byte[]> group) {
        if (group != null) {
            waiting.remove(group);
            given.add(group);
        }
    }

    private void closeAddresses(byte[] packet) {
        String between = addresses(packet);
        if (!between.isEmpty()) {
            List.copyOf(waiting).stream()
                    .filter(group -> addresses(group.get(0)).equals(between))
                    .forEach(this::close);
        }
    }

    private void closeIfFull(List<byte[]> group) {
        byte[] first = group.get(0);
        byte[] last = group.get(group.size() - 1);
        int payload = first.length - header(first);
        boolean full = length(group) + payload > 65_535 || !isTcp(first) && group.size() == 64;
        if (full || isEnd(last) || last.length < first.length) {
            close(group);
        }
    }

    private static int length(List<byte[]> group) {
        int header = header(group.get(0));
        return header
                + group.stream().mapToInt(packet -> packet.length - header).sum();
    }

    private static String addresses(byte[] packet) {
        if (packet.length < 20 || !isV6(packet) && packet[0] >> 4 != 4 || isV6(packet) && packet.length < 40) {
            return "";
        }
        int from = isV6(packet) ? 8 : 12;
        return Arrays.toString(Arrays.copyOfRange(packet, from, isV6(packet) ? 40 : 20));
    }

    /** Addresses, protocol and ports; empty if they cannot be told. */
    private static String flow(byte[] packet) {
        String between = addresses(packet);
        if (between.isEmpty()) {
            return "";
        }
        int protocol = packet[isV6(packet) ? 6 : 9];
        int ip = ip(packet);
        int said = isV6(packet) ? TestPacket.u16(packet, 4) + 40 : TestPacket.u16(packet, 2);
        boolean fragment = !isV6(packet) && (TestPacket.u16(packet, 6) & 0x3fff) != 0;
        if (said != packet.length || fragment || ip < 20 || protocol != 6 && protocol != 17) {
            return "";
        }
        int least = protocol == 6 ? 20 : 8;
        if (ip + least > packet.length || header(packet) < ip + least || header(packet) > packet.length) {
            return "";
        }
        return protocol + between + Arrays.toString(Arrays.copyOfRange(packet, ip, ip + 4));
    }

    private boolean isJoinable(byte[] packet) {
        int ip = ip(packet);
        boolean plainIp = isV6(packet) || ip == 20 && (TestPacket.u16(packet, 6) & 0xbfff) == 0;
        boolean plain = isTcp(packet)
                ? joinsTcp && (packet[ip + 13] & 0xb6) == 0x10
                : joinsUdp
                        && TestPacket.u16(packet, ip + 4) == packet.length - ip
                        && TestPacket.u16(packet, ip + 6) != 0;
        boolean ipRight = isV6(packet) || TestPacket.slowSum(0, packet, 0, 20) == 0xffff;
        int pseudo = TestPacket.slowSum(
                packet.length - ip + (isTcp(packet) ? 6 : 17), packet, isV6(packet) ? 8 : 12, isV6(packet) ? 32 : 8);
        boolean right = TestPacket.slowSum(pseudo, packet, ip, packet.length - ip) == 0xffff;
        return plainIp && plain && packet.length > header(packet) && ipRight && right;
    }

    private static boolean follows(List<byte[]> group, byte[] packet) {
        byte[] first = group.get(0);
        boolean ident = isV6(packet)
                || (packet[6] & 0x40) != 0
                || TestPacket.u16(packet, 4) == (TestPacket.u16(first, 4) + group.size() & 0xffff);
        int sent = length(group) - header(first);
        boolean sequence = !isTcp(first) || sequence(packet) == sequence(first) + sent;
        return ident
                && sequence
                && packet.length <= first.length
                && length(group) + packet.length - header(packet) <= 65_535
                && Arrays.equals(common(first), common(packet));
    }

    /** All octets of the headers but those that differ from packet to packet. */
    private static byte[] common(byte[] packet) {
        byte[] common = Arrays.copyOf(packet, header(packet));
        int ip = ip(packet);
        Arrays.fill(common, isV6(packet) ? 4 : 2, 6, (byte) 0);
        if (!isV6(packet)) {
            Arrays.fill(common, 10, 12, (byte) 0);
        }
        Arrays.fill(common, ip + 4, ip + 8, (byte) 0);
        if (isTcp(packet)) {
            common[ip + 13] &= ~0x09;
            Arrays.fill(common, ip + 16, ip + 18, (byte) 0);
        }
        return common;
    }

    private static int sequence(byte[] packet) {
        return TestPacket.u16(packet, ip(packet) + 4) << 16 | TestPacket.u16(packet, ip(packet) + 6);
    }

    private static boolean isEnd(byte[] packet) {
        return isTcp(packet) && (packet[ip(packet) + 13] & 0x09) != 0;
    }

    private static boolean isV6(byte[] packet) {
        return packet[0] >> 4 == 6;
    }

    private static boolean isTcp(byte[] packet) {
        return packet[isV6(packet) ? 6 : 9] == 6;
    }

    private static int ip(byte[] packet) {
        return isV6(packet) ? 40 : (packet[0] & 0xf) * 4;
    }

    private static int header(byte[] packet) {
        return ip(packet) + (isTcp(packet) ? (packet[ip(packet) + 12] >> 4 & 0xf) * 4 : 8);
    }
}
