package org.multiwanbond.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The list of what we have installed, on disk before it is in the system, so that the next start can take it away if we are
 * killed. It counts only for the boot and the network namespace it was written in. Confined to the control thread.
 */
final class Journal {
    private static final String NAME = "gateway.journal";

    private final Path file;
    private final String scope;

    /**
     * A journal.
     *
     * @param scope names this boot and this network namespace, in one line
     */
    Journal(Path directory, String scope) {
        this.file = directory.resolve(NAME);
        this.scope = scope;
    }

    /** What a former run of this boot left behind, in the order of installation. */
    List<Item> read() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).equals(scope)) {
            return List.of();
        }
        List<Item> result = new ArrayList<>();
        lines.stream().skip(1).map(ItemText::parse).flatMap(Optional::stream).forEach(result::add);
        return result;
    }

    /** Replaces the list; an empty one removes the file. */
    void write(List<Item> items) throws IOException {
        if (items.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        StringBuilder text = new StringBuilder(scope).append('\n');
        items.forEach(item -> text.append(item.line()).append('\n'));
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling("." + NAME + ".new");
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(temporary, newFile(), ownerOnly())) {
            channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Set<StandardOpenOption> newFile() {
        return Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
