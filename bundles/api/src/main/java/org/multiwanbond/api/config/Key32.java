package org.multiwanbond.api.config;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** A key of 32 octets. Never prints itself. Thread-safe: immutable. */
public final class Key32 {
    public static final int BYTES = 32;

    private final byte[] octets;

    /** Copies {@code octets}, which must be 32. */
    public Key32(byte[] octets) {
        if (octets.length != BYTES) {
            throw new IllegalArgumentException("a key has 32 octets, not " + octets.length);
        }
        this.octets = octets.clone();
    }

    /**
     * Reads 44 characters of base64 (RFC 4648 §4).
     *
     * @throws IllegalArgumentException without repeating the text
     */
    public static Key32 parse(String base64) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key is 44 characters of base64", e);
        }
        return new Key32(decoded);
    }

    /** A copy of the octets; the caller wipes it. */
    public byte[] octets() {
        return octets.clone();
    }

    /** The base64 text, for public keys. */
    public String base64() {
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key32 key && MessageDigest.isEqual(octets, key.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "Key32[hidden]";
    }
}
