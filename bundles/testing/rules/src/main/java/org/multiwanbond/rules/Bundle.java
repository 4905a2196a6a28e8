package org.multiwanbond.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;

/**
 * The bundle on trial: its name, its layer, its folder and its compiled classes. Thread-safe.
 *
 * @param name artifactId, symbolic name and root package in one
 * @param layer base, core, plugin, surface or testing
 * @param folder where its pom.xml lies
 * @param classes the folder of its class files and its manifest
 */
public record Bundle(String name, String layer, Path folder, Path classes) {
    private static final String ROOT = "org.multiwanbond.";
    static final String API = ROOT + "api";
    static final String WIRE = ROOT + "wire";

    /** The bundle whose build runs this, as bundles/pom.xml names it to surefire. */
    public static Bundle onTrial() {
        return new Bundle(
                property("law.artifactId"),
                property("law.layer"),
                Path.of(property("law.basedir")),
                Path.of(property("law.classes")));
    }

    boolean is(String other) {
        return name.equals(other);
    }

    boolean isOf(String... layers) {
        return List.of(layers).contains(layer);
    }

    Path sources() {
        return folder.resolve("src/main/java");
    }

    Path manifest() {
        return classes.resolve("META-INF/MANIFEST.MF");
    }

    JavaClasses imported() {
        return new ClassFileImporter().importPath(classes);
    }

    /** Whether a class of ours in {@code packageName} may be imported here; everything foreign may. */
    boolean sees(String packageName) {
        return !isBelow(packageName, "org.multiwanbond")
                || isBelow(packageName, name)
                || isBelow(packageName, API)
                || isOf("core") && isBelow(packageName, WIRE);
    }

    static boolean isBelow(String packageName, String root) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    private static String property(String key) {
        String value = System.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("System property " + key + " is missing: bundles/pom.xml passes it.");
        }
        return value;
    }
}
