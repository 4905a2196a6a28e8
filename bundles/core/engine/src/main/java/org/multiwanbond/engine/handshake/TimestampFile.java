package org.multiwanbond.engine.handshake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.engine.WholeFile;
import org.multiwanbond.wire.handshake.Timestamp;

/**
 * The file behind {@link Timestamps}: a line for each peer, its key in base64 and its timestamp in hex, between a title
 * and a count. Always whole: it is replaced at once, readable by its owner only. Confined to the handshake thread.
 */
public final class TimestampFile {

    private static final String TITLE = "multiwanbond-timestamps 1";

    /** 65 535 sessions per port (protocol §9) of 70 octets each; more is no file of ours. */
    private static final long LARGEST_BYTES = 8L << 20;

    private final WholeFile file;
    private final Consumer<String> warnings;
    private boolean warned;

    /** A file that need not exist; {@code warnings} is given whole sentences. */
    public TimestampFile(Path path, Consumer<String> warnings) {
        this.file = new WholeFile(path, TITLE, LARGEST_BYTES);
        this.warnings = warnings;
    }

    /** What the file holds; nothing, after a warning, if it cannot be read or understood. */
    Map<Key32, Timestamp> read() {
        try {
            return parse(file.read());
        } catch (IOException | IllegalArgumentException e) {
            warnings.accept(
                    "The handshake timestamps in " + file + " are unreadable and start anew: until each peer came"
                            + " back once, a recorded handshake of it is answered. cause=" + e.getMessage());
            return Map.of();
        }
    }

    private static Map<Key32, Timestamp> parse(List<String> lines) {
        Map<Key32, Timestamp> found = new HashMap<>();
        for (String line : lines) {
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
            file.write(lines(greatest));
            warned = false;
            return true;
        } catch (IOException e) {
            warnOnce("The handshake timestamps cannot be written to " + file + "; trying on. cause=" + e);
            return false;
        }
    }

    private void warnOnce(String sentence) {
        if (!warned) {
            warned = true;
            warnings.accept(sentence);
        }
    }

    private static List<String> lines(Map<Key32, Timestamp> greatest) {
        List<String> lines = new ArrayList<>();
        byte[] mark = new byte[Timestamp.BYTES];
        greatest.forEach((key, timestamp) -> {
            timestamp.write(mark, 0);
            lines.add(key.base64() + " " + HexFormat.of().formatHex(mark));
        });
        return lines;
    }
}
