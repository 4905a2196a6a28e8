package org.multiwanbond.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** Puts planted classes on trial as if they were a bundle. */
final class Trial {
    private Trial() {}

    static Bundle of(String name, String layer, Path folder) {
        return new Bundle(name, layer, folder, Path.of("target/test-classes"));
    }

    static Bundle of(String name, String layer) {
        return of(name, layer, Path.of("."));
    }

    static JavaClasses classes(Class<?>... types) {
        return new ClassFileImporter().importClasses(types);
    }
}
