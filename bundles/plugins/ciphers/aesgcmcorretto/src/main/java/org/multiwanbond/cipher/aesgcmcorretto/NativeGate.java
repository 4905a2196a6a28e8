package org.multiwanbond.cipher.aesgcmcorretto;

import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets this bundle's suites be there only where the provider's library is at home. Thread-safe. */
@Component
public final class NativeGate {
    private static final Logger LOG = LoggerFactory.getLogger(NativeGate.class);

    @Activate
    void activate(ComponentContext context) {
        pass(Corretto.trouble(), context::enableComponent);
    }

    static void pass(Optional<Throwable> trouble, Consumer<String> enable) {
        if (trouble.isPresent()) {
            LOG.info(
                    "Corretto's library does not work here; AES-GCM is left to other bundles. os={} processor={} cause={}",
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    trouble.get().toString());
            return;
        }
        enable.accept(Aes256Gcm.class.getName());
        enable.accept(Aes128Gcm.class.getName());
    }
}
