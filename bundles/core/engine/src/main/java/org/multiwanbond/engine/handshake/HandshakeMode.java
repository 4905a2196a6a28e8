package org.multiwanbond.engine.handshake;

/** What a handshake is for; the ordinal is the octet on the wire (protocol §2). */
public enum HandshakeMode {
    /** A session that was not there. */
    NEW,
    /** Fresh keys for a session that lives on. */
    REKEY,
    /** A session that lost its peer and asks to be continued. */
    RESUME;

    private static final HandshakeMode[] BY_WIRE = values();

    static HandshakeMode of(int wire) {
        return BY_WIRE[wire];
    }

    int wire() {
        return ordinal();
    }
}
