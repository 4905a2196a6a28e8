package org.multiwanbond.engine.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.multiwanbond.engine.WholeFile;

/**
 * The file behind {@link UsageBook}: a line {@code WAN FROM BYTES PERCENT} for each link. Confined to the control thread.
 */
public final class UsageFile {
    /** Ten thousand links of 64 octets each; more is no file of ours. */
    private static final long LARGEST_BYTES = 640_000;

    private static final int WORDS = 4;

    private final WholeFile file;
    private final Consumer<String> warnings;
    private boolean warned;

    /** A file that need not exist; {@code warnings} is given whole sentences. */
    public UsageFile(Path path, Consumer<String> warnings) {
        this.file = new WholeFile(path, "multiwanbond-data-plans 1", LARGEST_BYTES);
        this.warnings = warnings;
    }

    /** What the file holds, by link; nothing, after a warning, if it cannot be read or understood. */
    Map<String, Usage> read() {
        try {
            Map<String, Usage> found = new TreeMap<>();
            for (String line : file.read()) {
                String[] words = line.split(" ", -1);
                if (words.length != WORDS) {
                    throw new IllegalArgumentException("a line is not WAN FROM BYTES PERCENT");
                }
                LocalDate from = LocalDate.parse(words[1]);
                found.put(words[0], new Usage(from, Long.parseLong(words[2]), Integer.parseInt(words[3])));
            }
            return found;
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            warnings.accept("What the links used of their data plans cannot be read from " + file
                    + ": it is counted anew from nothing. cause=" + e.getMessage());
            return Map.of();
        }
    }

    /** Replaces the file; answers whether that was possible, and warns once if not. */
    boolean write(Map<String, Usage> usages) {
        List<String> lines = new ArrayList<>();
        usages.forEach(
                (wan, usage) -> lines.add(wan + " " + usage.from() + " " + usage.bytes() + " " + usage.toldPercent()));
        try {
            file.write(lines);
            warned = false;
            return true;
        } catch (IOException e) {
            warnOnce("What the links use of their data plans cannot be written to " + file
                    + ": it is counted on, but lost at a restart until that works. cause=" + e);
            return false;
        }
    }

    private void warnOnce(String sentence) {
        if (!warned) {
            warned = true;
            warnings.accept(sentence);
        }
    }
}
