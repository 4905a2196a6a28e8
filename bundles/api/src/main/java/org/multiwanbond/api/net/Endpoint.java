package org.multiwanbond.api.net;

import java.net.InetSocketAddress;

/**
 * A remote address and port in the form the data path compares: two {@code long} halves and a port. Thread-safe:
 * immutable.
 *
 * @param high upper 64 bits as IPv6, 0 for IPv4
 * @param low lower 64 bits, IPv4 mapped
 * @param port 1 to 65 535
 * @param socketAddress the same as the JDK writes it, kept so that sending allocates nothing
 */
public record Endpoint(long high, long low, int port, InetSocketAddress socketAddress) {

    /** The endpoint of a resolved address. */
    public static Endpoint of(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("'" + address.getHostString() + "' is not resolved");
        }
        return new Endpoint(
                Addresses.high(address.getAddress()), Addresses.low(address.getAddress()), address.getPort(), address);
    }

    /** The endpoint behind the halves and port of a received datagram. */
    public static Endpoint of(long high, long low, int port) {
        return new Endpoint(high, low, port, new InetSocketAddress(Addresses.of(high, low), port));
    }

    /** Whether a datagram from this address and port came from here. */
    public boolean matches(long otherHigh, long otherLow, int otherPort) {
        return port == otherPort && low == otherLow && high == otherHigh;
    }

    public boolean isIpv6() {
        return !Addresses.isIpv4(high, low);
    }

    @Override
    public String toString() {
        String host = Addresses.text(Addresses.of(high, low));
        return isIpv6() ? "[" + host + "]:" + port : host + ":" + port;
    }
}
