package org.multiwanbond.engine.handshake;

import java.util.Locale;

/** Why a handshake packet led to no keys; the names are those of counters. */
public enum HandshakeRefusal {
    /** Header, length or type. */
    MALFORMED,
    /** mac1 does not belong to our key. */
    MAC1,
    /** More than its source may send. */
    RATE,
    /** Under load and without a valid mac2: answered with a cookie. */
    COOKIE,
    /** Timestamp not greater and no valid mac2: answered with a cookie. */
    STALE,
    /** A key or tag is wrong. */
    AUTH,
    /** A static key nobody admitted. */
    STRANGER,
    /** The payload breaks the rules. */
    PAYLOAD,
    /** No common cipher suite or version: answered with that. */
    SUITE,
    /** No such session, or not of this peer, or not that epoch. */
    SESSION,
    /** Too many pending handshakes, or no session id left. */
    PENDING,
    /** Our own opening goes first. */
    YIELDED,
    /** An answer to nothing we sent. */
    UNASKED;

    /** The counter's name. */
    public String counter() {
        return "handshake-" + name().toLowerCase(Locale.ROOT);
    }
}
