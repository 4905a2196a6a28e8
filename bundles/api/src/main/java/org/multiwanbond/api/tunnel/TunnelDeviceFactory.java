package org.multiwanbond.api.tunnel;

import java.io.IOException;
import java.util.List;
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

    /**
     * Creates, configures and takes up a device with several queues, each served by threads of its own. Packets of one flow
     * come from one queue, best from the one that packets of the other direction were written to last.
     *
     * @param queues how many are wanted, at least 1
     * @return the queues there are, 1 to {@code queues}; {@code configure} of the first is for all, and the device is gone
     *     when all are closed
     * @throws IOException as {@link #open(TunnelDeviceSettings)}
     */
    default List<TunnelDevice> open(TunnelDeviceSettings settings, int queues) throws IOException {
        return List.of(open(settings));
    }
}
