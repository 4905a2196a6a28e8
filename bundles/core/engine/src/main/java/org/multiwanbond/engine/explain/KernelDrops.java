package org.multiwanbond.engine.explain;

import java.util.List;
import java.util.Set;

/** Reads the drop counters of UDP sockets as Linux lists them in {@code /proc/net/udp}. Thread-safe: stateless. */
public final class KernelDrops {
    private static final int LOCAL_ADDRESS = 1;
    private static final int LEAST_FIELDS = 13;
    private static final int HEX = 16;

    private KernelDrops() {}

    /** Datagrams dropped so far by the sockets bound to these ports; lines that are none are passed over. */
    public static long sum(List<String> lines, Set<Integer> ports) {
        long drops = 0;
        for (String line : lines) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length >= LEAST_FIELDS && ports.contains(port(fields[LOCAL_ADDRESS]))) {
                drops += number(fields[fields.length - 1]);
            }
        }
        return drops;
    }

    private static int port(String address) {
        int colon = address.lastIndexOf(':');
        String hex = address.substring(colon + 1);
        return colon >= 0 && hex.matches("[0-9A-Fa-f]{4}") ? Integer.parseInt(hex, HEX) : -1;
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
