package org.multiwanbond.api.check;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of reachability check. Thread-safe and stateless. Registered as a service with the property {@link #CHECK}. It
 * reports what it saw and never decides the state of a path.
 */
@ConsumerType
@FunctionalInterface
public interface HealthCheck {
    /** Service property (String): the name people type, such as {@code dns}. */
    String CHECK = "mwb.check";

    /**
     * Checks one link once, sending only from its address and device.
     *
     * @param timeoutNs time after which the answer must be there, at least 1 ms
     */
    CheckResult check(CheckTarget target, long timeoutNs);
}
