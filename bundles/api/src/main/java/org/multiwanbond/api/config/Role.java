package org.multiwanbond.api.config;

/** What this end of the bond is. */
public enum Role {
    /** Opens sessions to one server. */
    CLIENT,
    /** Waits for clients. */
    SERVER,
    /** Opens to, or waits for, one equal. */
    PEER
}
