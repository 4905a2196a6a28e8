package org.multiwanbond.wire;

import org.multiwanbond.api.HotPath;

/** Restores 64-bit numbers from their low 32 bits and forms nonces from them. Thread-safe: it has no state. */
@HotPath
public final class PacketNumbers {

    /** A sender closes the session here, long before a number could repeat or turn negative. */
    public static final long LIMIT = 1L << 62;

    /** Octets of a nonce and of the iv it comes from. */
    public static final int NONCE_BYTES = 12;

    private static final long HALF = 1L << 31;
    private static final long WHOLE = 1L << 32;

    private PacketNumbers() {}

    /**
     * The number nearest to {@code expected} whose low half is {@code low}.
     *
     * @param expected highest number authenticated plus 1; 0 at the start
     * @param low the 32 bits that came with the packet
     */
    public static long reconstruct(long expected, int low) {
        long candidate = expected & -WHOLE | low & 0xffff_ffffL;
        // RFC 9000 A.3 with 32 bits
        if (candidate + HALF <= expected) {
            return candidate + WHOLE;
        }
        return candidate > expected + HALF && candidate >= WHOLE ? candidate - WHOLE : candidate;
    }

    /** Writes {@code iv XOR (0x00000000 || number)} to the first twelve octets of {@code nonce}. */
    public static void nonce(byte[] iv, long number, byte[] nonce) {
        BigEndian.put32(nonce, 0, BigEndian.i32(iv, 0));
        BigEndian.put64(nonce, 4, BigEndian.i64(iv, 4) ^ number);
    }
}
