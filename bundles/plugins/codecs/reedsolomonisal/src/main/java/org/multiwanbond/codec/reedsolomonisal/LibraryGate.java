package org.multiwanbond.codec.reedsolomonisal;

import com.sun.jna.NativeLibrary;
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
    /** As the dynamic linker knows it, with the version of its interface: without, only the package of its headers has it. */
    static final String LIBRARY = "libisal.so.2";

    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.codec.reedsolomonisal");

    @Activate
    public LibraryGate(ComponentContext context) {
        this(context, LIBRARY);
    }

    LibraryGate(ComponentContext context, String library) {
        String obstacle = obstacle(library);
        if (obstacle.isEmpty()) {
            context.enableComponent(ReedSolomonIsal.class.getName());
        } else {
            LOG.info(
                    "Repair packets are computed without ISA-L: {}. Install it (Debian: apt-get install libisal2), then"
                            + " bundle:restart org.multiwanbond.codec.reedsolomonisal.",
                    obstacle);
        }
    }

    /** Why a library cannot be called; empty if it can. */
    static String obstacle(String library) {
        try {
            NativeLibrary.getInstance(library).getFunction("ec_encode_data");
            return "";
        } catch (LinkageError e) {
            return library + " cannot be loaded";
        }
    }
}
