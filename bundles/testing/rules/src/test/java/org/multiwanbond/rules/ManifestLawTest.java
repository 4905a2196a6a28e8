package org.multiwanbond.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestLawTest {
    private static final String NAME = "org.multiwanbond.balancer.greedy";
    private static final Bundle PLUGIN = Trial.of(NAME, "plugin");

    @ParameterizedTest
    @ValueSource(strings = {"Bundle-Activator", "Require-Bundle", "DynamicImport-Package"})
    void rejectsTiesToOtherBundles(String header) {
        assertThat(violations(PLUGIN, header, "org.example.Other"))
                .singleElement()
                .asString()
                .startsWith(header + " is not allowed");
    }

    @Test
    void rejectsAnExportOfAPlugin() {
        assertThat(violations(PLUGIN, "Export-Package", NAME + ";version=\"1.0\";uses:=\"a,b\""))
                .containsExactly("a plugin bundle exports nothing, this one exports " + NAME);
    }

    @Test
    void letsTheApiExport() {
        Bundle api = Trial.of(NAME, "base");
        assertThat(violations(api, "Export-Package", NAME)).isEmpty();
    }

    @Test
    void rejectsANameThatIsNotTheArtifactId() {
        assertThat(violations(PLUGIN, "Bundle-SymbolicName", "greedy;singleton:=true"))
                .containsExactly("the symbolic name greedy is not the artifactId " + NAME);
    }

    @Test
    void rejectsInstructionsOfItsOwn(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("bnd.bnd"));
        assertThat(violations(Trial.of(NAME, "plugin", folder), "Bundle-Name", "greedy"))
                .singleElement()
                .asString()
                .startsWith("bnd.bnd is not allowed");
    }

    @Test
    void readsExportsWithTheirVersions() {
        Attributes headers = new Attributes();
        headers.putValue("Export-Package", "b;version=\"1.2.0\";uses:=\"x,y\",a");
        assertThat(new BundleManifest(headers).exports())
                .containsEntry("b", "1.2.0")
                .containsEntry("a", "0.0.0")
                .hasSize(2);
    }

    private static List<String> violations(Bundle bundle, String header, String value) {
        Attributes headers = new Attributes();
        headers.putValue("Bundle-SymbolicName", NAME);
        headers.putValue(header, value);
        return ManifestLaw.violations(bundle, new BundleManifest(headers));
    }
}
