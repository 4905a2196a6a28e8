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
}
