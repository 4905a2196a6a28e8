package org.multiwanbond.api.config;

/** The kind of access behind a link. */
public enum LinkType {
    FIBER,
    CABLE,
    DSL,
    LTE,
    /** Written {@code 5g}. */
    NR5G,
    STARLINK,
    SATELLITE,
    OTHER
}
