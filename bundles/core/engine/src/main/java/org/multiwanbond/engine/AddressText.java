package org.multiwanbond.engine;

import java.net.InetSocketAddress;
import org.multiwanbond.api.net.Addresses;

/** Addresses as people write them. Thread-safe: stateless. */
final class AddressText {
    private AddressText() {}

    /** {@code 192.0.2.1:7000} or {@code [2001:db8::1]:7000}; the name of an unresolved one. */
    static String of(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return address.getHostString();
        }
        String host = Addresses.text(address.getAddress());
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + address.getPort() : host + ":" + address.getPort();
    }
}
