package org.multiwanbond.config;

import java.util.List;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;

/** The forms values have in text; each method throws IllegalArgumentException for anything else. Thread-safe. */
final class Forms {
    /** Linux: IFNAMSIZ is 16 with the final zero. */
    private static final String DEVICE = "[A-Za-z0-9_.-]{1,15}";

    private static final String HOST_NAME = "[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9.])?";

    /** Ours: what still fits a column of a listing. */
    private static final int LONGEST_NAME = 64;

    private Forms() {}

    static String id(String text) {
        return demand(RawConfiguration.isId(text), text);
    }

    static String device(String text) {
        return demand(text.matches(DEVICE) && !text.matches("\\.{1,2}"), text);
    }

    static String name(String text) {
        return demand(text.length() <= LONGEST_NAME, text);
    }

    /** A server to connect to: a name or an address, and a port other than 0. */
    static HostPort server(String text) {
        HostPort server = HostPort.parse(text);
        if (!server.host().matches(HOST_NAME) || server.host().matches("[0-9.]+")) {
            Addresses.parse(server.host());
        }
        demand(server.port() > 0, text);
        return server;
    }

    /** An address to listen on: a literal one, and a port other than 0. */
    static HostPort listen(String text) {
        HostPort listen = HostPort.parse(text);
        Addresses.parse(listen.host());
        demand(listen.port() > 0, text);
        return listen;
    }

    /** A key other than all zero, which is no point anybody owns (RFC 7748 §6.1). */
    static Key32 key(String text) {
        Key32 key = Key32.parse(text);
        demand(!key.equals(new Key32(new byte[Key32.BYTES])), "");
        return key;
    }

    /** An address, or a network without host bits: what is leased to a peer. */
    static Prefix lease(String text) {
        Prefix prefix = Prefix.parse(text);
        demand(prefix.equals(prefix.network()), text);
        return prefix;
    }

    /** Networks for one item of {@code routes}; {@code default} is both families. */
    static List<Prefix> route(String text) {
        return text.equals("default")
                ? List.of(Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0"))
                : List.of(Prefix.parse(text).network());
    }

    private static String demand(boolean fulfilled, String text) {
        if (!fulfilled) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
