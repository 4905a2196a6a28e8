package org.multiwanbond.netlab.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * UDP datagrams that reached this network namespace but no program. Thread-safe: immutable.
 *
 * @param bufferFull dropped because the receiving program was too slow
 * @param damaged dropped because of their checksum
 */
record UdpErrors(long bufferFull, long damaged) {
    /** The counters now, of IPv4 and IPv6 together. */
    static UdpErrors read() throws IOException {
        List<String> udp = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                .filter(line -> line.startsWith("Udp: "))
                .toList();
        List<String> names = Arrays.asList(udp.get(0).split(" "));
        String[] values = udp.get(1).split(" ");
        long full = Long.parseLong(values[names.indexOf("RcvbufErrors")]);
        long damaged = Long.parseLong(values[names.indexOf("InCsumErrors")]);
        return new UdpErrors(full + ipv6("Udp6RcvbufErrors"), damaged + ipv6("Udp6InCsumErrors"));
    }

    UdpErrors since(UdpErrors before) {
        return new UdpErrors(bufferFull - before.bufferFull, damaged - before.damaged);
    }

    private static long ipv6(String name) throws IOException {
        Path file = Path.of("/proc/net/snmp6");
        return !Files.exists(file)
                ? 0
                : Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(name + " "))
                        .mapToLong(line ->
                                Long.parseLong(line.substring(name.length()).trim()))
                        .sum();
    }
}
