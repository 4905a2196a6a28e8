package org.multiwanbond.rules;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bundle meets the others as services only, and its manifest shows it. Thread-safe. */
public class ManifestLaw {
    static final String SENTENCE = "Bundles meet as OSGi services only:";

    @Test
    void theManifestTiesTheBundleToNoOther() {
        Bundle bundle = Bundle.onTrial();
        if (!Files.exists(bundle.manifest())) {
            Verdict.acquits(SENTENCE, List.of("there is no manifest: bnd did not run in " + bundle.folder()));
        }
        Verdict.acquits(SENTENCE, violations(bundle, BundleManifest.read(bundle.manifest())));
    }

    static List<String> violations(Bundle bundle, BundleManifest manifest) {
        List<String> violations = new ArrayList<>();
        for (String header : List.of("Bundle-Activator", "Require-Bundle", "DynamicImport-Package")) {
            if (manifest.has(header)) {
                violations.add(header + " is not allowed; use a @Component and ordinary imports instead of "
                        + manifest.text(header));
            }
        }
        if (Files.exists(bundle.folder().resolve("bnd.bnd"))) {
            violations.add("bnd.bnd is not allowed; bundles/pom.xml holds the only instructions");
        }
        if (!manifest.symbolicName().equals(bundle.name())) {
            violations.add("the symbolic name " + manifest.symbolicName() + " is not the artifactId " + bundle.name());
        }
        if (bundle.isOf("plugin", "core", "surface")) {
            manifest.exports()
                    .forEach((name, version) -> violations.add(
                            "a " + bundle.layer() + " bundle exports nothing, this one exports " + name));
        }
        return violations;
    }
}
