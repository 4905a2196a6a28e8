package org.multiwanbond.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The API is what api.txt lists; a package that changes gets a new version. Thread-safe. */
public class ApiListingLaw {
    static final String SENTENCE =
            "The API differs from api.txt. Once it is as intended, run: mvn -f bundles/api/pom.xml verify -Dapi.write";

    @Test
    void theApiIsWhatItsListingSays() throws IOException {
        Bundle bundle = Bundle.onTrial();
        if (!bundle.is(Bundle.API)) {
            return;
        }
        Path committed = bundle.folder().resolve("api.txt");
        List<String> built =
                ApiListing.of(BundleManifest.read(bundle.manifest()).exports(), ClassFile.below(bundle.classes()));
        if (System.getProperty("api.write") != null) {
            Files.write(committed, built);
        }
        Verdict.acquits(
                SENTENCE, violations(Files.exists(committed) ? Files.readAllLines(committed) : List.of(), built));
    }

    static List<String> violations(List<String> committed, List<String> built) {
        Map<String, List<String>> before = packages(committed);
        Map<String, List<String>> now = packages(built);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !before.getOrDefault(name, List.of()).equals(now.getOrDefault(name, List.of())))
                .map(name -> violation(name, before.getOrDefault(name, List.of()), now.getOrDefault(name, List.of())))
                .toList();
    }

    private static String violation(String name, List<String> before, List<String> now) {
        if (before.isEmpty()) {
            return name + " is new and not listed";
        }
        if (now.isEmpty()) {
            return name + " is listed and gone";
        }
        if (!before.get(0).equals(now.get(0))) {
            return name + " has a new version that is not listed";
        }
        return name + " changed and kept its version, raise it in package-info.java: " + difference(before, now);
    }

    private static String difference(List<String> before, List<String> now) {
        List<String> signs = new ArrayList<>();
        before.stream().filter(line -> !now.contains(line)).forEach(line -> signs.add("- " + line.strip()));
        now.stream().filter(line -> !before.contains(line)).forEach(line -> signs.add("+ " + line.strip()));
        return String.join("  ", signs);
    }

    private static Map<String, List<String>> packages(List<String> lines) {
        Map<String, List<String>> packages = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("package ")) {
                current = packages.computeIfAbsent(line.split(" ")[1], name -> new ArrayList<>());
            }
            current.add(line);
        }
        return packages;
    }
}
