package org.multiwanbond.api.tunnel;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of virtual network device. Thread-safe. Registered as a service with the property {@link #TUNNEL}; the one with
 * the highest service ranking is used.
 */
@ConsumerType
@FunctionalInterface
public interface TunnelDeviceFactory {
    /** Service property (String): the name people type, such as {@code tun}. */
    String TUNNEL = "mwb.tunnel";

    /**
     * Creates, configures and takes up a device.
     *
     * @throws IOException with a sentence that names the device and what is missing: {@code /dev/net/tun}, a permission
     */
    TunnelDevice open(TunnelDeviceSettings settings) throws IOException;
}
