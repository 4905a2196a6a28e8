package org.multiwanbond.cipher.aesgcmcorretto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import org.multiwanbond.api.cipher.support.AeadSource;
import org.multiwanbond.api.cipher.support.AeadSuite;
import org.multiwanbond.api.cipher.support.Limits;
import org.multiwanbond.api.cipher.support.Passing;
import org.slf4j.LoggerFactory;

/** Amazon's provider, used where it is asked for and registered nowhere. Thread-safe: stateless. */
final class Corretto {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    /** Where it is outside a framework, beside the classes. */
    private static final String LIBRARY = "libamazonCorrettoCryptoProvider.so";

    /** The provider's own switch: look for the library where the framework has it, not beside the classes. */
    private static final String EXTERNAL_LIBRARY = "com.amazon.corretto.crypto.provider.useExternalLib";

    private Corretto() {}

    /** A suite of Corretto and the platform, whichever is faster. */
    static AeadSuite suite(String name, int keyBytes) {
        return new AeadSuite(
                name,
                Limits.ofAesGcm(keyBytes),
                List.of(corretto(provider()), platform()),
                LoggerFactory.getLogger(Corretto.class)::info);
    }

    /** Why it cannot be used on this host; empty if it can. */
    static Optional<Throwable> trouble() {
        try {
            AmazonCorrettoCryptoProvider provider = provider();
            if (provider.getLoadingError() != null) {
                Throwable[] causes = provider.getLoadingError().getSuppressed();
                return Optional.of(causes.length == 0 ? provider.getLoadingError() : causes[causes.length - 1]);
            }
            corretto(provider).rehearse(Aes256Gcm.KEY_BYTES);
            corretto(provider).rehearse(Aes128Gcm.KEY_BYTES);
            return Optional.empty();
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return Optional.of(e);
        }
    }

    /** On a forged tag it overwrites the plaintext's place in what it writes to: that is not to be the slab. */
    private static AeadSource corretto(Provider provider) {
        return new AeadSource(
                "corretto",
                Passing.OPENS_INTO_COPY,
                key -> new GcmAead(key, true, Cipher.getInstance(TRANSFORMATION, provider)));
    }

    /** Given the same array for both sides, JDK 17 allocates another of its whole length per opened packet. */
    private static AeadSource platform() {
        return new AeadSource(
                "platform",
                Passing.OPENS_INTO_COPY,
                key -> new GcmAead(key, false, Cipher.getInstance(TRANSFORMATION)));
    }

    /** Loads the library with the first call; what became of that is known to the provider. */
    static AmazonCorrettoCryptoProvider provider() {
        return AmazonCorrettoCryptoProvider.class.getResource(LIBRARY) == null
                ? withTheLibraryOfTheFramework()
                : AmazonCorrettoCryptoProvider.INSTANCE;
    }

    /** Unless told it would look beside its classes all the same, and leave a folder behind. */
    private static AmazonCorrettoCryptoProvider withTheLibraryOfTheFramework() {
        String before = System.getProperty(EXTERNAL_LIBRARY);
        System.setProperty(EXTERNAL_LIBRARY, "true");
        try {
            return AmazonCorrettoCryptoProvider.INSTANCE;
        } finally {
            if (before == null) {
                System.clearProperty(EXTERNAL_LIBRARY);
            } else {
                System.setProperty(EXTERNAL_LIBRARY, before);
            }
        }
    }
}
