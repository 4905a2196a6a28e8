package org.multiwanbond.transport.udp;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import org.multiwanbond.api.transport.SocketSettings;

/** What differs between systems: the kind of event loop and of sockets. Thread-safe. */
interface SocketKind {
    /** The largest payload of a UDP datagram over IPv4: 65 535 less 20 for IP and 8 for UDP. */
    int LONGEST_DATAGRAM_BYTES = 65_507;

    /** Room asked of the kernel for each direction: 4 MiB is 100 ms at 330 Mbit/s, longer than our threads pause. */
    int KERNEL_BUFFER_BYTES = 4 << 20;

    IoHandlerFactory loop();

    /**
     * A socket that is not bound yet.
     *
     * @throws IOException if the system has no such address family
     */
    DatagramChannel create(boolean ipv6) throws IOException;

    /**
     * Sets what has to be set before the socket is bound.
     *
     * @throws IOException with a sentence that names what was refused
     */
    void prepare(DatagramChannel channel, SocketSettings settings, boolean ipv6) throws IOException;

    /** Whether a closed socket's port is free at once; else only after the event loop's next turn. */
    boolean freesPortsAtOnce();
}
