package org.multiwanbond.shell.client;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The instance as seen from outside: its socket, its process, whether it was just started. Confined to the main thread. */
final class Instance {
    // bin/start returns before the process has written its number; the mark it leaves covers the gap.
    private static final Duration JUST_STARTED = Duration.ofSeconds(15);

    private final Path run;
    private final Path pidFile;

    Instance(Path data, Path pidFile) {
        this.run = data.resolve("run");
        this.pidFile = pidFile;
    }

    /** A connection, or nothing as long as nobody listens. */
    Optional<SocketChannel> connect() throws IOException {
        String path;
        try {
            path = Files.readString(run.resolve("socket.path"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Permission denied")) {
                throw new AccessDeniedException(path);
            }
            return Optional.empty();
        }
    }

    /** Whether it is worth waiting: its process lives, or somebody started it a moment ago. */
    boolean isComingUp() throws IOException {
        return lives() || justStarted();
    }

    private boolean lives() throws IOException {
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        } catch (NoSuchFileException | NumberFormatException e) {
            return false;
        }
    }

    private boolean justStarted() throws IOException {
        try {
            Instant started = Files.getLastModifiedTime(run.resolve("starting")).toInstant();
            boolean ended = Files.exists(pidFile)
                    && Files.getLastModifiedTime(pidFile).toInstant().isAfter(started);
            return !ended && started.plus(JUST_STARTED).isAfter(Instant.now());
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
