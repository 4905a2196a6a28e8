package org.multiwanbond.engine;

import org.multiwanbond.api.HotPath;

/** Some of all addresses, asked per packet. Thread-safe. */
@HotPath
@FunctionalInterface
public interface AddressSet {
    /** No address at all. */
    AddressSet NONE = (high, low) -> false;

    /** Whether this address, in the halves of {@link org.multiwanbond.api.net.Addresses}, is one of them. */
    boolean contains(long high, long low);
}
