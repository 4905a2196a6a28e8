package org.multiwanbond.api.transport;

/**
 * Which of several sockets bound to one address and port this is. Thread-safe: immutable.
 *
 * <p>The sockets are opened one after the other, index 0 first, and shut together. A datagram belongs to the socket whose
 * index is the number in its octets 2 and 3 (big-endian, the session id of our header) modulo {@code count}; one that is
 * shorter, to any. A transport that cannot steer datagrams so may let them arrive anywhere: each is handed on at some cost.
 *
 * @param index 0 to {@code count} − 1
 * @param count sockets that share the address and port, at least 1
 */
public record SocketShare(int index, int count) {
    /** The only socket of its address and port. */
    public static final SocketShare WHOLE = new SocketShare(0, 1);

    public SocketShare {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("index " + index + " of " + count);
        }
    }
}
