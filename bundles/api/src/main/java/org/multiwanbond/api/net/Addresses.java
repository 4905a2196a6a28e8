package org.multiwanbond.api.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Conversions between textual, octet and {@code long} forms of addresses; never asks a name server. Thread-safe. */
public final class Addresses {
    public static final int IPV4_BYTES = 4;
    public static final int IPV6_BYTES = 16;

    /** Low half of an IPv4-mapped address before the four octets: {@code ::ffff:0:0} (RFC 4291 §2.5.5.2). */
    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    private Addresses() {}

    /**
     * Reads a literal IPv4 or IPv6 address, with or without brackets.
     *
     * @throws IllegalArgumentException if the text is a name or no address
     */
    public static InetAddress parse(String text) {
        String literal = text.strip();
        if (literal.startsWith("[") && literal.endsWith("]")) {
            literal = literal.substring(1, literal.length() - 1);
        }
        boolean ipv6 = literal.indexOf(':') >= 0;
        if (!(ipv6 ? literal.matches("[0-9a-fA-F:.]+(%[A-Za-z0-9_.-]+)?") : isDottedQuad(literal))) {
            throw new IllegalArgumentException("'" + text + "' is no IPv4 or IPv6 address");
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is no IPv4 or IPv6 address", e);
        }
    }

    private static boolean isDottedQuad(String literal) {
        return literal.matches("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    }

    /** The address of 4 or 16 octets. */
    public static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length, e);
        }
    }

    /** The address as people write it; IPv6 with its longest run of zeros shortened (RFC 5952 §4), without a scope. */
    public static String text(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length == IPV4_BYTES) {
            return address.getHostAddress();
        }
        int[] groups = new int[IPV6_BYTES / 2];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (int) octetsToLong(octets, 2 * i, 2);
        }
        int from = 0;
        int length = 1;
        for (int start = 0; start < groups.length; start++) {
            int end = start;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            // RFC 5952 §4.2.2 and §4.2.3: a single zero group stays; of equal runs the first is shortened.
            if (end - start > length) {
                from = start;
                length = end - start;
            }
        }
        return length < 2
                ? hex(groups, 0, groups.length)
                : hex(groups, 0, from) + "::" + hex(groups, from + length, groups.length);
    }

    private static String hex(int[] groups, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(groups[i]))
                .collect(Collectors.joining(":"));
    }

    /** Upper 64 bits of the address as IPv6; 0 for IPv4, which is taken as mapped. */
    public static long high(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == IPV4_BYTES ? 0 : octetsToLong(octets, 0, 8);
    }

    /** Lower 64 bits of the address as IPv6; IPv4 as {@code ::ffff:a.b.c.d}. */
    public static long low(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == IPV4_BYTES ? MAPPED | octetsToLong(octets, 0, 4) : octetsToLong(octets, 8, 8);
    }

    /** The address behind the two halves; a mapped one comes back as IPv4. */
    public static InetAddress of(long high, long low) {
        boolean ipv4 = isIpv4(high, low);
        byte[] octets = new byte[ipv4 ? IPV4_BYTES : IPV6_BYTES];
        for (int i = 0; i < octets.length; i++) {
            int fromEnd = octets.length - 1 - i;
            long half = fromEnd >= 8 ? high : low;
            octets[i] = (byte) (half >>> (fromEnd % 8 * 8));
        }
        return of(octets);
    }

    /** Whether the two halves are an IPv4-mapped address. */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
    }

    private static long octetsToLong(byte[] octets, int offset, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | octets[offset + i] & 0xff;
        }
        return value;
    }
}
