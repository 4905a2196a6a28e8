package org.multiwanbond.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A carrier of datagrams. Thread-safe. Registered as a service with the property {@link #TRANSPORT}; the one with the
 * highest service ranking is used.
 */
@ConsumerType
@FunctionalInterface
public interface TransportFactory {
    /** Service property (String): the name people type, such as {@code udp}. */
    String TRANSPORT = "mwb.transport";

    /** A transport without sockets. */
    Transport create(SocketListener listener);

    /**
     * Whether several of its transports can each open a socket at one address and port, as {@link SocketShare} describes.
     * Then the same calls of {@code open} and {@code shut} give the same socket numbers in each transport.
     */
    default boolean sharesPorts() {
        return false;
    }
}
