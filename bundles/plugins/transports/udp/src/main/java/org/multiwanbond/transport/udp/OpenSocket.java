package org.multiwanbond.transport.udp;

import io.netty.channel.socket.DatagramChannel;

/** One bound socket. Its fields are fixed; {@link #touched} is confined to the event loop. */
final class OpenSocket {
    private final DatagramChannel channel;
    private final Inlet inlet;
    private final boolean ipv6;
    private boolean touched;

    OpenSocket(DatagramChannel channel, Inlet inlet, boolean ipv6) {
        this.channel = channel;
        this.inlet = inlet;
        this.ipv6 = ipv6;
    }

    DatagramChannel channel() {
        return channel;
    }

    /** Where its failures are told. */
    Inlet inlet() {
        return inlet;
    }

    boolean isIpv6() {
        return ipv6;
    }

    /** Notes that something was written; answers whether that is the first since {@link #flush}. */
    boolean touched() {
        boolean first = !touched;
        touched = true;
        return first;
    }

    void flush() {
        touched = false;
        channel.flush();
    }
}
