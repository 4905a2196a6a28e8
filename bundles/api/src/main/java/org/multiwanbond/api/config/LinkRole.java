package org.multiwanbond.api.config;

/** How readily a link is used; the ordinal is the priority on the wire. */
public enum LinkRole {
    PRIMARY,
    SECONDARY,
    /** Standby: used when no other link is. */
    BACKUP,
    /** Configured but not used. */
    OFF
}
