package org.multiwanbond.netlab.system;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chooses the congestion control of one connection. Java has no such option, so the connection's descriptor is looked for
 * in {@code /proc} by its ports. Thread-safe.
 */
public final class TcpCongestion {
    /** linux/tcp.h. */
    private static final int IPPROTO_TCP = 6;

    private static final int TCP_CONGESTION = 13;

    /** Columns of /proc/net/tcp. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private TcpCongestion() {}

    /** Sets it; false if the system does not have it or does not let us. */
    public static boolean set(Socket connected, String name) throws IOException {
        String link = "socket:[" + inode(connected) + "]";
        byte[] value = name.getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (target(descriptor).equals(link)) {
                    int fd = Integer.parseInt(descriptor.getFileName().toString());
                    return Libc.setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, value, value.length) == 0;
                }
            }
        }
        return false;
    }

    private static String inode(Socket socket) throws IOException {
        String local = String.format(":%04X", socket.getLocalPort());
        String remote = String.format(":%04X", socket.getPort());
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : lines(Path.of(table))) {
                String[] columns = line.trim().split("\\s+");
                if (columns[LOCAL].endsWith(local) && columns[REMOTE].endsWith(remote)) {
                    return columns[INODE];
                }
            }
        }
        return "";
    }

    private static List<String> lines(Path table) throws IOException {
        return Files.exists(table) ? Files.readAllLines(table) : List.of();
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            // Closed since the folder was listed.
            return "";
        }
    }
}
