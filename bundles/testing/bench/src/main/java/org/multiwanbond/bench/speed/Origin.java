package org.multiwanbond.bench.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.multiwanbond.netlab.lab.Command;

/** The Debian package a program is from. Stateless. */
final class Origin {
    /** The first line of a changelog, Debian Policy §4.4: {@code package (version) distributions; …}. */
    private static final Pattern ENTRY = Pattern.compile("[^ ]+ \\(([^)]+)\\) .*");

    private Origin() {}

    /** Of an installed package: {@code package 1.2-3}; empty if it is not installed. */
    static Optional<String> installed(String name) {
        try {
            String version =
                    Command.of("dpkg-query", "-W", "-f=${Version}", name).run().out();
            return version.isBlank() ? Optional.empty() : Optional.of("package " + version.strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Of a program in an unpacked package ({@code dpkg-deb -x}), by the changelogs packed beside it; one of a binary-only
     * rebuild has the higher version. Empty if there is none.
     */
    static Optional<String> unpacked(Path program, String name) {
        Path docs =
                program.toAbsolutePath().resolveSibling("../share/doc/" + name).normalize();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(docs, "changelog.Debian*.gz")) {
            return StreamSupport.stream(logs.spliterator(), false)
                    .map(Origin::versionOf)
                    .flatMap(Optional::stream)
                    .max(Comparator.comparingInt(String::length))
                    .map(version -> "package " + version);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> versionOf(Path log) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
            Matcher entry = ENTRY.matcher(Optional.ofNullable(reader.readLine()).orElse(""));
            return entry.matches() ? Optional.of(entry.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
