package org.multiwanbond.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.multiwanbond.config.key.OwnerFiles;

/**
 * The configurations last in force, in one file only its owner reads: one line {@code PID/key = value} for each value, with
 * placeholders as written, and a last line that says the file is whole. Confined to one thread.
 */
final class LastGoodFile {
    private static final String NAME = "last-good.properties";
    private static final String END = "end";

    private final Path directory;

    LastGoodFile(Path directory) {
        this.directory = directory;
    }

    /** What was saved last, by PID; empty if there is nothing or it is damaged. */
    Map<String, RawConfiguration> load() throws IOException {
        String text;
        try {
            text = Files.readString(directory.resolve(NAME), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        Map<String, String> lines;
        try {
            lines = new CfgText(text).values();
        } catch (IllegalArgumentException e) {
            throw new IOException(directory.resolve(NAME) + " is damaged: " + e.getMessage(), e);
        }
        if (!"true".equals(lines.remove(END))) {
            throw new IOException(directory.resolve(NAME) + " is damaged: its end is missing");
        }
        return configurations(lines);
    }

    private static Map<String, RawConfiguration> configurations(Map<String, String> lines) {
        Map<String, Map<String, String>> byPid = new TreeMap<>();
        lines.forEach((name, value) -> {
            int slash = name.indexOf('/');
            String pid = name.substring(0, Math.max(slash, 0));
            Map<String, String> values = byPid.computeIfAbsent(pid, key -> new TreeMap<>());
            // A line without a key says that the configuration is there, for one without values.
            if (slash < name.length() - 1) {
                values.put(name.substring(slash + 1), value);
            }
        });
        Map<String, RawConfiguration> result = new TreeMap<>();
        byPid.forEach((pid, values) -> result.put(pid, new RawConfiguration(pid, values)));
        return result;
    }

    /** Replaces what is saved, in one step. */
    void save(Map<String, RawConfiguration> configurations) throws IOException {
        CfgText text =
                new CfgText("# The configuration last in force, kept by the program. Edit the files in etc/ instead.");
        for (RawConfiguration raw : new TreeMap<>(configurations).values()) {
            text.put(raw.pid() + "/", "present");
            raw.values().forEach((key, value) -> text.put(raw.pid() + "/" + key, value));
        }
        text.put(END, "true");
        if (Files.notExists(directory)) {
            Files.createDirectories(directory);
        }
        if (OwnerFiles.isPosix(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        OwnerFiles.replace(directory.resolve(NAME), text.text().getBytes(StandardCharsets.ISO_8859_1));
    }
}
