package org.multiwanbond.policy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The kernel's settings below {@code /proc/sys}. Confined to the control thread. */
interface KernelSettings {
    /** The value of a setting such as {@code net/ipv4/ip_forward}; nothing if there is none. */
    Optional<String> read(String name);

    /** Changes a setting. */
    void write(String name, String value) throws IOException;

    /** The names below a setting that is a directory, such as {@code net/ipv6/conf}; empty if there is none. */
    List<String> names(String directory);
}
