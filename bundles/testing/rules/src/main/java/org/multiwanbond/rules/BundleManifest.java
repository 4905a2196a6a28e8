package org.multiwanbond.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The main section of a bundle's manifest. Thread-safe.
 *
 * @param headers the headers as bnd wrote them
 */
record BundleManifest(Attributes headers) {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern VERSION = Pattern.compile("version=\"([^\"]*)\"");

    static BundleManifest read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new BundleManifest(new Manifest(in).getMainAttributes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String header) {
        return headers.getValue(header) != null;
    }

    /** The header's text, empty if it is not there. */
    String text(String header) {
        return has(header) ? headers.getValue(header) : "";
    }

    String symbolicName() {
        return text("Bundle-SymbolicName").split(";", 2)[0];
    }

    /** Exported packages and their versions, sorted. */
    Map<String, String> exports() {
        Map<String, String> exports = new TreeMap<>();
        for (String clause : clauses(text("Export-Package"))) {
            Matcher version = VERSION.matcher(clause);
            exports.put(clause.split(";", 2)[0], version.find() ? version.group(1) : "0.0.0");
        }
        return exports;
    }

    private static String[] clauses(String header) {
        // A comma inside quotes does not end a clause.
        String masked = QUOTED.matcher(header).replaceAll(found -> found.group().replace(',', ' '));
        return masked.isBlank() ? new String[0] : masked.split(",");
    }
}
