package org.multiwanbond.api.path;

import java.util.List;
import org.multiwanbond.api.net.Prefix;

/**
 * A network device of this host at one moment. Thread-safe: immutable.
 *
 * @param name kernel name, such as {@code enp1s0}
 * @param index kernel index, at least 1
 * @param up whether it is administratively up and has a carrier
 * @param mtuBytes 0 if unknown
 * @param addresses its addresses with their prefixes, in the kernel's order
 */
public record NetworkDevice(String name, int index, boolean up, int mtuBytes, List<Prefix> addresses) {
    public NetworkDevice {
        addresses = List.copyOf(addresses);
    }
}
