package org.multiwanbond.api.net;

/**
 * A host, by name or literal address, and a port, as people write it: {@code bond.example:7000}, {@code [::]:7000}.
 * Thread-safe: immutable.
 *
 * @param host name or address without brackets
 * @param port 0 to 65 535; 0 only where any free port will do
 */
public record HostPort(String host, int port) {

    private static final int LAST_PORT = 65_535;

    public HostPort {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
    }

    /**
     * Reads {@code HOST:PORT}; IPv6 addresses stand in brackets.
     *
     * @throws IllegalArgumentException with a sentence that names the text
     */
    public static HostPort parse(String text) {
        String trimmed = text.strip();
        int colon = trimmed.lastIndexOf(':');
        boolean bracketed = trimmed.startsWith("[");
        if (colon <= 0 || bracketed != (trimmed.charAt(colon - 1) == ']')) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
        }
        String host = bracketed ? trimmed.substring(1, colon - 1) : trimmed.substring(0, colon);
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + text + "': write an IPv6 address in brackets, [::1]:7000");
        }
        try {
            return new HostPort(host, Integer.parseInt(trimmed.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has no number after the last ':'", e);
        }
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
