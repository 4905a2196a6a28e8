package org.multiwanbond.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One string names a bundle and its root package, and a package of several types says what it is for. Thread-safe. */
public class PackagesLaw {
    private static final String INFO = "package-info.java";

    @Test
    void everyClassLivesBelowTheRootPackage() {
        Bundle bundle = Bundle.onTrial();
        Verdict.acquits("The root package of this bundle is " + bundle.name() + ":", homeless(bundle));
    }

    @Test
    void everyPackageOfTwoTypesHasItsSentence() {
        Verdict.acquits(
                "A package of two or more types says in package-info.java what it is for:", mute(Bundle.onTrial()));
    }

    static List<String> homeless(Bundle bundle) {
        return packages(bundle.sources()).keySet().stream()
                .filter(name -> !Bundle.isBelow(name, bundle.name()))
                .map(name -> "the package " + name + " lies outside it")
                .toList();
    }

    static List<String> mute(Bundle bundle) {
        List<String> violations = new ArrayList<>();
        packages(bundle.sources()).forEach((name, files) -> {
            long types = files.stream().filter(file -> !file.endsWith(INFO)).count();
            if (types >= 2 && files.stream().noneMatch(PackagesLaw::speaks)) {
                violations.add(name + " has " + types + " types and no sentence");
            }
        });
        return violations;
    }

    private static boolean speaks(Path file) {
        try {
            return file.endsWith(INFO) && Files.readString(file).contains("/**");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<Path>> packages(Path sources) {
        if (!Files.isDirectory(sources)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(file -> name(sources, file), TreeMap::new, Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path sources, Path file) {
        return sources.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.');
    }
}
