package org.multiwanbond.engine.handshake;

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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.wire.handshake.Timestamp;

/**
 * The file behind {@link Timestamps}: a line for each peer, its key in base64 and its timestamp in hex, between a title
 * and a count. Always whole: it is replaced at once, readable by its owner only. Confined to the handshake thread.
 */
public final class TimestampFile {

    private static final String TITLE = "multiwanbond-timestamps 1";
    private static final String END = "end ";

    /** 65 535 sessions per port (protocol §9) of 70 octets each; more is no file of ours. */
    private static final long LARGEST_BYTES = 8L << 20;

    private final Path path;
    private final Consumer<String> warnings;
    private boolean warned;

    /** A file that need not exist; {@code warnings} is given whole sentences. */
    public TimestampFile(Path path, Consumer<String> warnings) {
        this.path = path;
        this.warnings = warnings;
    }

    /** What the file holds; nothing, after a warning, if it cannot be read or understood. */
    Map<Key32, Timestamp> read() {
        if (!Files.exists(path)) {
            return Map.of();
        }
        try {
            if (Files.size(path) > LARGEST_BYTES) {
                throw new IllegalArgumentException("it is too long");
            }
            return parse(Files.readAllLines(path, StandardCharsets.US_ASCII));
        } catch (IOException | IllegalArgumentException e) {
            warnings.accept(
                    "The handshake timestamps in " + path + " are unreadable and start anew: until each peer came"
                            + " back once, a recorded handshake of it is answered. cause=" + e.getMessage());
            return Map.of();
        }
    }

    private static Map<Key32, Timestamp> parse(List<String> lines) {
        int last = lines.size() - 1;
        if (last < 1 || !lines.get(0).equals(TITLE) || !lines.get(last).equals(END + (last - 1))) {
            throw new IllegalArgumentException("title or count is wrong");
        }
        Map<Key32, Timestamp> found = new HashMap<>();
        for (String line : lines.subList(1, last)) {
            String[] parts = line.split(" ", -1);
            if (parts.length != 2 || parts[1].length() != 2 * Timestamp.BYTES) {
                throw new IllegalArgumentException("a line is not KEY TIMESTAMP");
            }
            byte[] mark = HexFormat.of().parseHex(parts[1]);
            found.put(
                    Key32.parse(parts[0]),
                    Timestamp.read(mark, 0).orElseThrow(() -> new IllegalArgumentException("a timestamp is wrong")));
        }
        return found;
    }

    /** Replaces the file; answers whether that was possible, and warns once if not. */
    boolean write(Map<Key32, Timestamp> greatest) {
        try {
            Path fresh = path.resolveSibling(path.getFileName() + ".new");
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(
                    fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
                ByteBuffer octets = ByteBuffer.wrap(text(greatest).getBytes(StandardCharsets.US_ASCII));
                while (octets.hasRemaining()) {
                    channel.write(octets);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            warned = false;
            return true;
        } catch (IOException e) {
            warnOnce("The handshake timestamps cannot be written to " + path + "; trying on. cause=" + e);
            return false;
        }
    }

    private void warnOnce(String sentence) {
        if (!warned) {
            warned = true;
            warnings.accept(sentence);
        }
    }

    private static String text(Map<Key32, Timestamp> greatest) {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        byte[] mark = new byte[Timestamp.BYTES];
        greatest.forEach((key, timestamp) -> {
            timestamp.write(mark, 0);
            text.append(key.base64())
                    .append(' ')
                    .append(HexFormat.of().formatHex(mark))
                    .append('\n');
        });
        return text.append(END).append(greatest.size()).append('\n').toString();
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
