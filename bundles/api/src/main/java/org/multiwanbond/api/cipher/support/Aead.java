package org.multiwanbond.api.cipher.support;

import java.security.GeneralSecurityException;
import org.multiwanbond.api.HotPath;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One AEAD algorithm under one key, a packet at a time, on heap arrays. Confined to one thread, and used either for sealing
 * or for opening.
 *
 * <p>A packet takes two calls: one that begins it, then {@link #finish}.
 */
@HotPath
@ConsumerType
public interface Aead {
    /**
     * Begins a packet to be sealed.
     *
     * @param nonce 12 octets, never the same twice; overwritten by the caller after {@link #finish}
     * @param header where the 16 octets of additional data are
     * @param headerOffset where in it they begin
     * @throws GeneralSecurityException if the provider refuses
     */
    void beginSealing(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException;

    /**
     * Begins a packet to be opened, possibly with the nonce of the last one: forgeries are normal.
     *
     * @param nonce 12 octets; overwritten by the caller after {@link #finish}
     * @param header where the 16 octets of additional data are
     * @param headerOffset where in it they begin
     * @throws GeneralSecurityException if the provider refuses
     */
    void beginOpening(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException;

    /**
     * Seals plaintext, which grows by the tag of 16 octets, or opens ciphertext and tag, which shrink by as much.
     *
     * @param in what to read; how it relates to {@code out} is what {@link Passing} says
     * @param inOffset where it begins
     * @param lengthBytes octets to read
     * @param out what to write to
     * @param outOffset where to begin
     * @throws GeneralSecurityException if the tag is wrong, or the provider refuses
     */
    void finish(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset) throws GeneralSecurityException;

    /** Wipes the key, also what the provider keeps of it. Called once, last. */
    void close() throws GeneralSecurityException;
}
