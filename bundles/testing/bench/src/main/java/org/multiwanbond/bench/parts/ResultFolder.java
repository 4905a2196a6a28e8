package org.multiwanbond.bench.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.multiwanbond.netlab.lab.Json;

/** Keeps finished cases, one file each, so that a run can go on where an earlier one ended. Confined to one thread. */
public final class ResultFolder {
    private final Path folder;

    public ResultFolder(Path root, String table) throws IOException {
        folder = Files.createDirectories(root.resolve("target").resolve("bench").resolve(table));
    }

    public Optional<CaseResult> find(int row, String name) throws IOException {
        Path file = file(row, name);
        return Files.exists(file) ? Optional.of(CaseResult.read(Json.parse(Files.readString(file)))) : Optional.empty();
    }

    /** Written aside and moved, so that a file is always whole. */
    public void keep(CaseResult result) throws IOException {
        Path file = file(result.row(), result.name());
        Path half = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(half, JsonText.of(result.json()) + "\n");
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public void discard(int row, String name) throws IOException {
        Files.deleteIfExists(file(row, name));
    }

    private Path file(int row, String name) {
        return folder.resolve(String.format(Locale.ROOT, "row-%02d-%s.json", row, name));
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
