package org.multiwanbond.cipher.chacha20conscrypt;

import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets this bundle's suite be there only where the provider's library is at home. Thread-safe. */
@Component
public final class NativeGate {
    private static final Logger LOG = LoggerFactory.getLogger(NativeGate.class);

    @Activate
    void activate(ComponentContext context) {
        pass(Providers.trouble(), context::enableComponent);
    }

    static void pass(Optional<Throwable> trouble, Consumer<String> enable) {
        if (trouble.isPresent()) {
            LOG.info(
                    "Conscrypt's library does not work here; ChaCha20-Poly1305 is left to other bundles. os={} processor={} cause={}",
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    trouble.get().toString());
            return;
        }
        enable.accept(ChaCha20Poly1305.class.getName());
    }
}
