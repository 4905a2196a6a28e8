package org.multiwanbond.config.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that are complete or absent, never half there. Thread-safe: no state. */
public final class OwnerFiles {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private OwnerFiles() {}

    /** Replaces {@code file} in one step by octets its owner alone may read; what was there is kept until then. */
    public static void replace(Path file, byte[] octets) throws IOException {
        replace(file, octets, PosixFilePermissions.fromString("rw-------"));
    }

    /** Replaces {@code file} in one step by octets with this mode. */
    public static void replace(Path file, byte[] octets, Set<PosixFilePermission> mode) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.deleteIfExists(temporary);
            writeNew(temporary, octets);
            if (isPosix(temporary)) {
                Files.setPosixFilePermissions(temporary, mode);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(file.getParent());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes a file that must not exist yet, mode 0600 from its first moment, and waits until it is on the disk. */
    static void writeNew(Path file, byte[] octets) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, ownerOnly(file))) {
            ByteBuffer buffer = ByteBuffer.wrap(octets);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Waits until the names in a directory are on the disk, where the system can do that. */
    static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system opens directories; the file itself is on the disk, only its name may come later.
            return;
        }
    }

    /** Whether the file system of {@code file} knows owners and modes. */
    public static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** What went wrong, in the system's words. */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e instanceof FileSystemException ? e.getClass().getSimpleName() + " " + e.getMessage() : e.getMessage();
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return isPosix(file.toAbsolutePath())
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
