package org.multiwanbond.shell.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the socket lies: {@code data/run/mwb.sock}, or a short folder of its own if that path is too long. Confined to one thread. */
final class SocketPlace {
    // Linux: sun_path has 108 octets, BSD and macOS 104; both end with a NUL.
    private static final int LONGEST_BYTES = 100;
    private static final String NAME = "mwb.sock";

    private final Path run;
    private final Path note;

    SocketPlace(Path data) {
        this.run = data.resolve("run");
        this.note = run.resolve("socket.path");
    }

    /** The path to bind to: its folder exists and is the owner's alone, nothing is in its place, callers can find it. */
    Path prepare() throws IOException {
        Files.createDirectories(run);
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        clear();
        Path socket = choose();
        Files.writeString(note, socket.toString());
        Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("rw-------"));
        return socket;
    }

    /** Removes the socket and the note that says where it is. */
    void clear() throws IOException {
        if (Files.exists(note)) {
            Path former = Path.of(Files.readString(note));
            Files.deleteIfExists(former);
            if (!former.startsWith(run) && former.getParent() != null) {
                Files.deleteIfExists(former.getParent());
            }
            Files.deleteIfExists(note);
        }
        Files.deleteIfExists(run.resolve(NAME));
    }

    private Path choose() throws IOException {
        Path near = run.resolve(NAME).toAbsolutePath();
        if (near.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES) {
            return near;
        }
        Path folder = Files.createTempDirectory(
                Path.of("/tmp"),
                "mwb-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder.resolve(NAME);
    }
}
