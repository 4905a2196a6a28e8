package org.multiwanbond.wire.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.multiwanbond.wire.PacketNumbers;

/** The keys of one direction, derived from its traffic secret. Thread-safe until {@link #wipe}. */
public final class KeySchedule {

    private static final byte[] KEY_LABEL = "mwb1 key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IV_LABEL = "mwb1 iv".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;

    /** Keeps {@code secret}, 32 octets, as its own. */
    KeySchedule(byte[] secret) {
        this.secret = secret;
    }

    /** The key of a suite (its id on the wire) and path, {@code keyBytes} long; the caller wipes it. */
    public byte[] key(int suite, int pathId, int keyBytes) {
        return Hashes.expand(secret, label(KEY_LABEL, suite, pathId), keyBytes);
    }

    /** The twelve octets that nonces of a suite and path start from: see {@link PacketNumbers#nonce}. */
    public byte[] iv(int suite, int pathId) {
        return Hashes.expand(secret, label(IV_LABEL, suite, pathId), PacketNumbers.NONCE_BYTES);
    }

    /** Overwrites the secret; what is derived afterwards is worthless. */
    public void wipe() {
        Arrays.fill(secret, (byte) 0);
    }

    /** A copy of the secret, for tests. */
    byte[] secret() {
        return secret.clone();
    }

    private static byte[] label(byte[] text, int suite, int pathId) {
        byte[] label = Arrays.copyOf(text, text.length + 2);
        label[text.length] = (byte) suite;
        label[text.length + 1] = (byte) pathId;
        return label;
    }
}
