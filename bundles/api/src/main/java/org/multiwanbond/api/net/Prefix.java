package org.multiwanbond.api.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;

/**
 * An address with a prefix length, such as {@code 10.99.0.2/24}; the host part is kept. Thread-safe: immutable.
 *
 * @param address the address, IPv4 or IPv6
 * @param lengthBits 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Prefix(InetAddress address, int lengthBits) {

    public Prefix {
        Objects.requireNonNull(address, "address");
        int most = address.getAddress().length * 8;
        if (lengthBits < 0 || lengthBits > most) {
            throw new IllegalArgumentException("prefix length must be 0 to " + most + ", was " + lengthBits);
        }
    }

    /**
     * Reads {@code ADDRESS} or {@code ADDRESS/LENGTH}; names are refused.
     *
     * @throws IllegalArgumentException with a sentence that names the text
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = Addresses.parse(slash < 0 ? text : text.substring(0, slash));
        int most = address.getAddress().length * 8;
        if (slash < 0) {
            return new Prefix(address, most);
        }
        try {
            return new Prefix(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has no number after '/'", e);
        }
    }

    /** Whether this is an IPv6 prefix. */
    public boolean isIpv6() {
        return address.getAddress().length == Addresses.IPV6_BYTES;
    }

    /** Whether {@code other} is of the same family and its first {@link #lengthBits} bits are ours. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        return mine.length == theirs.length && Arrays.equals(masked(mine), masked(theirs));
    }

    /** Whether every address of {@code other} lies within this prefix. */
    public boolean contains(Prefix other) {
        return other.lengthBits >= lengthBits && contains(other.address);
    }

    /** This prefix with all host bits cleared. */
    public Prefix network() {
        return new Prefix(Addresses.of(masked(address.getAddress())), lengthBits);
    }

    private byte[] masked(byte[] octets) {
        byte[] result = octets.clone();
        for (int i = 0; i < result.length; i++) {
            int keep = Math.max(0, Math.min(8, lengthBits - i * 8));
            result[i] = (byte) (result[i] & (0xff00 >> keep));
        }
        return result;
    }

    @Override
    public String toString() {
        return Addresses.text(address) + "/" + lengthBits;
    }
}
