package org.multiwanbond.codec.reedsolomonisal;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets {@link ReedSolomonIsal} become a service where the library is; elsewhere it says what to install. Thread-safe. */
@Component(
        immediate = true,
        service = {})
public final class LibraryGate {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.codec.reedsolomonisal");

    @Activate
    public LibraryGate(ComponentContext context) {
        this(context, Isal.LIBRARY);
    }

    LibraryGate(ComponentContext context, String library) {
        String obstacle = Isal.obstacle(library);
        if (obstacle.isEmpty()) {
            context.enableComponent(ReedSolomonIsal.class.getName());
        } else {
            LOG.info(
                    "Repair packets are computed without ISA-L: {}. Install it (Debian: apt-get install libisal2), then"
                            + " bundle:restart org.multiwanbond.codec.reedsolomonisal.",
                    obstacle);
        }
    }
}
