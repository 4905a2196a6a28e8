package org.multiwanbond.wire.handshake;

import org.multiwanbond.wire.BigEndian;

/**
 * The logical session id: sixteen random octets that name a session across reconnects. Thread-safe.
 *
 * @param high the first eight octets
 * @param low the last eight octets
 */
public record Lsid(long high, long low) {

    /** The id of a session that has none yet. */
    public static final Lsid NONE = new Lsid(0, 0);

    /** Octets on the wire. */
    public static final int BYTES = 16;

    /** Reads sixteen octets. */
    public static Lsid read(byte[] buf, int off) {
        return new Lsid(BigEndian.i64(buf, off), BigEndian.i64(buf, off + 8));
    }

    /** Writes sixteen octets. */
    public void write(byte[] buf, int off) {
        BigEndian.put64(buf, off, high);
        BigEndian.put64(buf, off + 8, low);
    }
}
