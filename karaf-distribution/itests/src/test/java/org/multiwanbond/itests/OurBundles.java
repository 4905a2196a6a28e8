package org.multiwanbond.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The bundles of ours in the framework this runs in, and their jars. Thread-safe.
 *
 * @param context any bundle's
 */
record OurBundles(BundleContext context) {
    private static final String PREFIX = "org.multiwanbond.";

    /** Such as {@code balancer.weighted}. */
    Bundle named(String name) {
        return all().filter(bundle -> bundle.getSymbolicName().equals(PREFIX + name))
                .findFirst()
                .orElseThrow();
    }

    Set<String> active() {
        return names(bundle -> bundle.getState() == Bundle.ACTIVE);
    }

    Set<String> idle() {
        return names(bundle -> bundle.getState() != Bundle.ACTIVE);
    }

    /** Those that the distribution brings along, installed or not. */
    Set<String> shipped() throws IOException {
        try (Stream<Path> folders = Files.list(system())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The file that a bundle was installed from. */
    Path jar(Bundle bundle) throws IOException {
        try (Stream<Path> files = Files.walk(system().resolve(bundle.getSymbolicName()))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path system() {
        return Path.of(context.getProperty("karaf.home"), "system", "org", "multiwanbond");
    }

    private Stream<Bundle> all() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith(PREFIX));
    }

    private Set<String> names(Predicate<Bundle> which) {
        return all().filter(which).map(Bundle::getSymbolicName).collect(Collectors.toCollection(TreeSet::new));
    }
}
