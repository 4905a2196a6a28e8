package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Flat folders for temporary files. Stateless. */
final class Folders {
    private Folders() {}

    static Path create() throws IOException {
        return Files.createTempDirectory("mwb-speed-");
    }

    /** Deletes a folder with its files; one that is gone is no error. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
