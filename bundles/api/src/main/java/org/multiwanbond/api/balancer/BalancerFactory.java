package org.multiwanbond.api.balancer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A load-balancing mode. Thread-safe. Registered as a service with the property {@link #MODE}; of several modes the one
 * named in the settings is used, and while that is missing the one with the highest service ranking.
 */
@ConsumerType
@FunctionalInterface
public interface BalancerFactory {
    /** Service property (String): the name people type, such as {@code round-robin}. */
    String MODE = "mwb.mode";

    /** A balancer for one session and direction, sharing no state with others. */
    Balancer create();
}
