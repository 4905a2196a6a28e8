package org.multiwanbond.bench.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A table of promises and how it is measured. Thread-safe: immutable.
 *
 * @param name of its folder of results
 * @param rows all, sorted
 * @param anywhere rows that need neither namespaces nor other programs
 * @param programs that all other rows need
 * @param section of the page that shows it
 * @param opener makes what the rows are measured on
 * @param <S> what the rows are measured on
 */
public record Table<S extends Subject>(
        String name,
        List<Row<S>> rows,
        Set<Integer> anywhere,
        List<String> programs,
        Section section,
        Opener<S> opener) {
    public Table {
        rows = List.copyOf(rows);
        anywhere = Set.copyOf(anywhere);
        programs = List.copyOf(programs);
    }

    /** Makes what rows are measured on. */
    @FunctionalInterface
    public interface Opener<S extends Subject> {
        S open(Path root, Progress progress) throws IOException;
    }
}
