package org.multiwanbond.transport.udplinux;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;

/** Addresses and ports as the kernel lays them out: struct sockaddr_in and sockaddr_in6. Thread-safe: stateless. */
@HotPath
final class SocketAddresses {
    /** Octets of the longer one. */
    static final int BYTES = 28;

    private static final int IPV4_BYTES = 16;
    private static final int PORT = 2;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV6_FLOW = 4;
    private static final int IPV6_ADDRESS = 8;
    private static final int IPV6_SCOPE = 24;

    /** Before the four octets of an IPv4 address, as {@link Endpoint#low} has it. */
    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    private SocketAddresses() {}

    /** Writes an address and port into little-endian memory; answers the octets written. */
    static int write(ByteBuffer to, int at, Endpoint endpoint) {
        to.putShort(at + PORT, Short.reverseBytes((short) endpoint.port()));
        if (!endpoint.isIpv6()) {
            to.putShort(at, (short) Linux.AF_INET);
            to.putInt(at + IPV4_ADDRESS, Integer.reverseBytes((int) endpoint.low()));
            return IPV4_BYTES;
        }
        to.putShort(at, (short) Linux.AF_INET6);
        to.putInt(at + IPV6_FLOW, 0);
        to.putLong(at + IPV6_ADDRESS, Long.reverseBytes(endpoint.high()));
        to.putLong(at + IPV6_ADDRESS + 8, Long.reverseBytes(endpoint.low()));
        to.putInt(at + IPV6_SCOPE, scope(endpoint));
        return BYTES;
    }

    /** Tells apart link-local addresses of different devices. */
    static int scope(Endpoint endpoint) {
        return endpoint.socketAddress().getAddress() instanceof Inet6Address address ? address.getScopeId() : 0;
    }

    /** Says where the datagram appended last came from. */
    static void origin(ByteBuffer from, int at, int socket, DatagramBatch into) {
        int port = Short.reverseBytes(from.getShort(at + PORT)) & 0xffff;
        if (from.getShort(at) == Linux.AF_INET) {
            long address = Integer.reverseBytes(from.getInt(at + IPV4_ADDRESS)) & 0xffff_ffffL;
            into.origin(socket, 0, MAPPED | address, port);
        } else {
            long high = Long.reverseBytes(from.getLong(at + IPV6_ADDRESS));
            into.origin(socket, high, Long.reverseBytes(from.getLong(at + IPV6_ADDRESS + 8)), port);
        }
    }
}
