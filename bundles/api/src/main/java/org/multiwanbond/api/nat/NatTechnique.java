package org.multiwanbond.api.nat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to learn or open the public address of a socket. Thread-safe. Registered as a service with the property
 * {@link #TECHNIQUE}.
 */
@ConsumerType
@FunctionalInterface
public interface NatTechnique {
    /** Service property (String): the name people type, such as {@code stun}. */
    String TECHNIQUE = "mwb.nat";

    /**
     * Finds the address under which a local socket is reachable from outside.
     *
     * @param local the bound socket
     * @param timeoutNs time after which the search is given up
     * @return empty if this technique found none
     */
    Optional<InetSocketAddress> publicAddress(InetSocketAddress local, long timeoutNs);
}
