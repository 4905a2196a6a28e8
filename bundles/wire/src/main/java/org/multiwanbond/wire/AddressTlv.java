package org.multiwanbond.wire;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;

/** Addresses and prefixes in the forms TLVs and frames carry them. Thread-safe: it has no state. */
public final class AddressTlv {

    private static final int FAMILY_IPV4 = 4;
    private static final int FAMILY_IPV6 = 6;

    private AddressTlv() {}

    /** Reads the value of an inner-address TLV: address and prefix length, 5 or 17 octets. */
    public static Optional<Prefix> readInner(byte[] value) {
        return value.length == 0 ? Optional.empty() : prefix(value, value[value.length - 1] & 0xff);
    }

    /** The value of an inner-address TLV. */
    public static byte[] inner(Prefix prefix) {
        byte[] octets = prefix.address().getAddress();
        byte[] value = Arrays.copyOf(octets, octets.length + 1);
        value[octets.length] = (byte) prefix.lengthBits();
        return value;
    }

    /** Reads the value of a route TLV: family 4 or 6, prefix length, address. */
    public static Optional<Prefix> readRoute(byte[] value) {
        return value.length < 2 || addressBytes(value[0]) != value.length - 2
                ? Optional.empty()
                : prefix(Arrays.copyOfRange(value, 2, value.length + 1), value[1] & 0xff);
    }

    /** The value of a route TLV. */
    public static byte[] route(Prefix prefix) {
        byte[] octets = prefix.address().getAddress();
        byte[] value = new byte[octets.length + 2];
        value[0] = (byte) family(prefix.address());
        value[1] = (byte) prefix.lengthBits();
        System.arraycopy(octets, 0, value, 2, octets.length);
        return value;
    }

    /** The address in a region of 4 or 16 octets; empty for another length or an IPv4-mapped IPv6 address. */
    public static Optional<InetAddress> address(byte[] buf, int off, int len) {
        if (len != Addresses.IPV4_BYTES && len != Addresses.IPV6_BYTES) {
            return Optional.empty();
        }
        InetAddress address = Addresses.of(Arrays.copyOfRange(buf, off, off + len));
        return address.getAddress().length == len ? Optional.of(address) : Optional.empty();
    }

    /** The family octet of an address: 4 or 6. */
    public static int family(InetAddress address) {
        return address.getAddress().length == Addresses.IPV4_BYTES ? FAMILY_IPV4 : FAMILY_IPV6;
    }

    /** Octets of an address of the family, −1 for an unknown one. */
    public static int addressBytes(int family) {
        switch (family) {
            case FAMILY_IPV4:
                return Addresses.IPV4_BYTES;
            case FAMILY_IPV6:
                return Addresses.IPV6_BYTES;
            default:
                return -1;
        }
    }

    private static Optional<Prefix> prefix(byte[] value, int lengthBits) {
        int octets = value.length - 1;
        return lengthBits > octets * 8
                ? Optional.empty()
                : address(value, 0, octets).map(found -> new Prefix(found, lengthBits));
    }
}
