package org.multiwanbond.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of the kernel this process runs under. Confined to the control thread. */
final class ProcSys implements KernelSettings {
    private final Path root;

    ProcSys(Path root) {
        this.root = root;
    }

    @Override
    public Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(root.resolve(name)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String name, String value) throws IOException {
        Files.writeString(root.resolve(name), value + "\n");
    }

    @Override
    public List<String> names(String directory) {
        try (Stream<Path> files = Files.list(root.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
