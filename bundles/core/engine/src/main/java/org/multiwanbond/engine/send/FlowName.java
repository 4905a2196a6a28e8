package org.multiwanbond.engine.send;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.engine.InnerPacket;

/**
 * What people call a flow of inner packets. Thread-safe: immutable.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp} or a number
 * @param source address, and port if there is one
 * @param target address, and port if there is one
 */
record FlowName(String protocol, String source, String target) {
    // RFC 791 §3.1 and RFC 8200 §3: where addresses and protocol stand.
    private static final int IPV4_SOURCE = 12;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV6_SOURCE = 8;
    private static final int IPV6_PROTOCOL = 6;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int FRAGMENT_MASK = 0x1fff;

    // Assigned Internet Protocol Numbers.
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP_6 = 58;

    /** The flow of the whole IP packet that stands at the beginning of {@code octets}. */
    static FlowName of(byte[] octets, int lengthBytes) {
        boolean ipv6 = InnerPacket.isIpv6(octets, 0);
        int protocol = octets[ipv6 ? IPV6_PROTOCOL : IPV4_PROTOCOL] & 0xff;
        int headerBytes = ipv6 ? IPV6_HEADER_BYTES : (octets[0] & 0xf) * 4;
        boolean fragment = !ipv6 && (u16(octets, 6) & FRAGMENT_MASK) != 0;
        boolean ports = (protocol == TCP || protocol == UDP) && !fragment && lengthBytes >= headerBytes + 4;
        int bytes = ipv6 ? IPV6_BYTES : IPV4_BYTES;
        int from = ipv6 ? IPV6_SOURCE : IPV4_SOURCE;
        return new FlowName(
                protocolName(protocol),
                end(octets, from, bytes, ports ? u16(octets, headerBytes) : 0),
                end(octets, from + bytes, bytes, ports ? u16(octets, headerBytes + 2) : 0));
    }

    private static String protocolName(int protocol) {
        return switch (protocol) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMP, ICMP_6 -> "icmp";
            default -> String.valueOf(protocol);
        };
    }

    private static String end(byte[] octets, int off, int bytes, int port) {
        String address = text(Arrays.copyOfRange(octets, off, off + bytes));
        if (port == 0) {
            return address;
        }
        return bytes == IPV6_BYTES ? "[" + address + "]:" + port : address + ":" + port;
    }

    private static String text(byte[] address) {
        try {
            return Addresses.text(InetAddress.getByAddress(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of " + address.length + " octets.", e);
        }
    }

    private static int u16(byte[] octets, int off) {
        return (octets[off] & 0xff) << 8 | octets[off + 1] & 0xff;
    }
}
