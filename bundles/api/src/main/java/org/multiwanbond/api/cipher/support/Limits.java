package org.multiwanbond.api.cipher.support;

/**
 * Length and life of a key. Thread-safe: immutable.
 *
 * @param keyBytes octets of the key, at least 16
 * @param rekeyPackets packets after which a key should be replaced, at least 1
 * @param stopPackets packets after which a key must no longer be used, more than {@code rekeyPackets}
 */
public record Limits(int keyBytes, long rekeyPackets, long stopPackets) {
    /** Checks the ranges. */
    public Limits {
        if (keyBytes < 16 || rekeyPackets < 1 || stopPackets <= rekeyPackets) {
            throw new IllegalArgumentException("Limits that cannot be kept: " + keyBytes + " octets, " + rekeyPackets
                    + " and " + stopPackets + " packets.");
        }
    }

    /** AES-GCM. RFC 9001 §6.6: at most 2^23 packets under one key; half of it leaves time to agree on the next. */
    public static Limits ofAesGcm(int keyBytes) {
        return new Limits(keyBytes, 1L << 22, 1L << 23);
    }

    /**
     * ChaCha20-Poly1305. RFC 9001 §6.6 has no limit below the number of packets possible; MWB protocol §3: "PN 2^62: close."
     */
    public static Limits ofChaCha20Poly1305() {
        return new Limits(32, 1L << 40, 1L << 62);
    }
}
