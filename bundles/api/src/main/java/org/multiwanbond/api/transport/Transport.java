package org.multiwanbond.api.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A set of datagram sockets served together. {@link #open}, {@link #shut} and {@link #close} belong to control threads,
 * {@link #receive} to one receiving thread, {@link #send} and {@link #flush} to one sending thread; {@link #wakeUp} may be
 * called by any. None of the data calls throws.
 */
@HotPath
@ConsumerType
public interface Transport extends AutoCloseable {
    /** Most sockets of one transport; socket numbers are below it. */
    int SOCKET_LIMIT = 256;

    /**
     * Opens and binds a socket that never lets the system fragment (RFC 8899 needs that).
     *
     * @return its number, 0 to {@link #SOCKET_LIMIT} − 1; numbers of shut sockets are used again last, and
     *     so is one that was meant for a socket that could not be opened
     * @throws IOException with a sentence that names the address or device and what is wrong
     */
    int open(SocketSettings settings) throws IOException;

    /** The address a socket is bound to, with the port the system chose. */
    InetSocketAddress localAddress(int socket);

    /** Closes one socket; does nothing for a number not in use. */
    void shut(int socket);

    /**
     * Queues datagrams to one address; they leave at the latest at {@link #flush}. The octets are taken before the call
     * returns.
     *
     * @param socket number of the socket; a number not in use drops the datagrams
     * @param to where to
     * @param slab octets of all datagrams, back to back
     * @param offset where the first begins
     * @param lengthBytes octets of all together, at most 65 507
     * @param segmentBytes octets of each datagram; the last may be shorter
     */
    void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes);

    /** Lets everything queued leave now. */
    void flush();

    /**
     * Appends what has arrived on any socket, and waits for the first datagram if there is none.
     *
     * @param into cleared by the caller
     * @param waitNs longest wait; 0 does not wait
     * @return datagrams appended; 0 after the wait or {@link #wakeUp}
     */
    int receive(DatagramBatch into, long waitNs);

    /** Ends the present or the next wait of {@link #receive}. */
    void wakeUp();

    /** Closes all sockets. Called when no data thread is inside any more. */
    @Override
    void close();
}
