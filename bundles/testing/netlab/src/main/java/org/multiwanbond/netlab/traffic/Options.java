package org.multiwanbond.netlab.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** Arguments of the form {@code --name value}. Thread-safe: immutable. */
final class Options {
    private final Map<String, String> values;
    private final String usage;

    private Options(Map<String, String> values, String usage) {
        this.values = values;
        this.usage = usage;
    }

    /** Reads them; {@code --help} or a lonely name prints the usage and ends the program. */
    static Options read(String[] arguments, String usage) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            boolean named = arguments[i].startsWith("--") && i + 1 < arguments.length;
            if (!named || !usage.contains(arguments[i] + " ")) {
                System.err.println("Usage: " + usage);
                System.exit(2);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return new Options(values, usage);
    }

    int number(String name, int otherwise) {
        return values.containsKey(name) ? Integer.parseInt(values.get(name)) : otherwise;
    }

    double decimal(String name, double otherwise) {
        return values.containsKey(name) ? Double.parseDouble(values.get(name)) : otherwise;
    }

    String word(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** {@code ADDRESS:PORT}, IPv6 in brackets or not. */
    InetSocketAddress endpoint(String name) {
        String text = values.get(name);
        int colon = text == null ? -1 : text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(name + " ADDRESS:PORT is missing. Usage: " + usage);
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(name + ": no address in " + text + ".", e);
        }
    }
}
