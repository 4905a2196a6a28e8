package org.multiwanbond.tck;

import java.security.GeneralSecurityException;

/** The slow and obvious twin of a cipher suite: one packet, new objects each time. Thread-safe. */
@FunctionalInterface
public interface ReferenceAead {
    /** Ciphertext and tag. */
    byte[] seal(byte[] key, byte[] nonce, byte[] additionalData, byte[] plaintext) throws GeneralSecurityException;
}
