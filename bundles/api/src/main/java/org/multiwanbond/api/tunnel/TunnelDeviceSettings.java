package org.multiwanbond.api.tunnel;

import java.util.List;
import org.multiwanbond.api.net.Prefix;

/**
 * What a tunnel device should be. Thread-safe: immutable.
 *
 * @param name kernel name, 1 to 15 characters
 * @param mtuBytes 1 280 to 65 535
 * @param addresses addresses with their on-link prefixes
 */
public record TunnelDeviceSettings(String name, int mtuBytes, List<Prefix> addresses) {
    public TunnelDeviceSettings {
        addresses = List.copyOf(addresses);
    }
}
