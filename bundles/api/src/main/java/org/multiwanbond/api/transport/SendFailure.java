package org.multiwanbond.api.transport;

/** Why the system did not take a datagram. */
public enum SendFailure {
    /** No route, network down, device gone, address gone: the link is dead until something changes. */
    UNREACHABLE,
    /** Longer than the device's or the path's MTU allows. */
    TOO_LONG,
    /** A firewall rule or missing permission. */
    FORBIDDEN,
    /** Anything else. */
    OTHER
}
