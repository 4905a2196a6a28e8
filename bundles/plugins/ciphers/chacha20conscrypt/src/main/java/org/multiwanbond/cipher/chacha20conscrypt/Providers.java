package org.multiwanbond.cipher.chacha20conscrypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import org.conscrypt.Conscrypt;
import org.multiwanbond.api.cipher.support.AeadSource;
import org.multiwanbond.api.cipher.support.AeadSuite;
import org.multiwanbond.api.cipher.support.Limits;
import org.multiwanbond.api.cipher.support.Passing;
import org.slf4j.LoggerFactory;

/** Conscrypt, used where it is asked for and registered nowhere, and the platform. Thread-safe: stateless. */
final class Providers {
    private static final String TRANSFORMATION = "ChaCha20-Poly1305";
    private static final Limits LIMITS = Limits.ofChaCha20Poly1305();

    private Providers() {}

    /** A suite of both, whichever is faster. */
    static AeadSuite suite(String name) {
        return new AeadSuite(
                name,
                LIMITS,
                List.of(conscrypt(provider()), platform()),
                LoggerFactory.getLogger(Providers.class)::info);
    }

    /** Why Conscrypt cannot be used on this host; empty if it can. */
    static Optional<Throwable> trouble() {
        try {
            Conscrypt.checkAvailability();
            conscrypt(provider()).rehearse(LIMITS.keyBytes());
            return Optional.empty();
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return Optional.of(e);
        }
    }

    /** One of ours, not the process's. */
    static Provider provider() {
        return Conscrypt.newProvider();
    }

    /** It copies whole arrays each way, and on a forged tag zeroes the one it writes to up to its end. */
    private static AeadSource conscrypt(Provider provider) {
        return new AeadSource(
                "conscrypt",
                Passing.APART,
                key -> new ChaChaAead(key, true, Cipher.getInstance(TRANSFORMATION, provider)));
    }

    /** From anywhere but the front of an array JDK 17 makes two copies of its own: 5 900 octets a packet, not 2 400. */
    private static AeadSource platform() {
        return new AeadSource(
                "platform",
                Passing.OPENS_FROM_COPY,
                key -> new ChaChaAead(key, false, Cipher.getInstance(TRANSFORMATION)));
    }
}
