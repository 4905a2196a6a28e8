package org.multiwanbond.engine;

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
import java.util.List;
import java.util.Set;

/**
 * A file of lines between a title and a count, readable by its owner only. It is replaced at once, so that a crash
 * leaves the old or the new one. Confined to one thread.
 */
public final class WholeFile {
    private static final String END = "end ";

    private final Path path;
    private final String title;
    private final long largestBytes;

    /** A file that need not exist; one that is larger than {@code largestBytes} is none of ours. */
    public WholeFile(Path path, String title, long largestBytes) {
        this.path = path;
        this.title = title;
        this.largestBytes = largestBytes;
    }

    /** The lines; none if there is no file, IllegalArgumentException if it is not whole. */
    public List<String> read() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        if (Files.size(path) > largestBytes) {
            throw new IllegalArgumentException("it is too long");
        }
        List<String> all = Files.readAllLines(path, StandardCharsets.US_ASCII);
        int last = all.size() - 1;
        if (last < 1 || !all.get(0).equals(title) || !all.get(last).equals(END + (last - 1))) {
            throw new IllegalArgumentException("title or count is wrong");
        }
        return all.subList(1, last);
    }

    /** Replaces the lines; the new ones are on the disk before they take the place of the old. */
    public void write(List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder(title).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        text.append(END).append(lines.size()).append('\n');
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            ByteBuffer octets = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
