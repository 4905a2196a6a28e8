package org.multiwanbond.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The list of what may be on the host because of us, for the start after a kill. Confined to the control thread. */
final class Journal {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private final String kernel;

    /**
     * A journal.
     *
     * @param kernel names what the lines are about; those of another kernel, such as that before a reboot, are void
     */
    Journal(Path file, String kernel) {
        this.file = file;
        this.kernel = kernel;
    }

    /** This boot and this network namespace. */
    static String thisKernel() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** The lines written last, none if they are of another kernel. */
    List<String> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(file);
        return !lines.isEmpty() && lines.get(0).equals(kernel) ? lines.subList(1, lines.size()) : List.of();
    }

    /** Replaces the lines in one step; without any there is no file. */
    void write(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.write(fresh, List.of(), StandardOpenOption.CREATE_NEW);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(fresh, OWNER);
        }
        Files.writeString(fresh, kernel + "\n" + String.join("\n", lines) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
