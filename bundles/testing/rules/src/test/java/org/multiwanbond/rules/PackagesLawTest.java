package org.multiwanbond.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesLawTest {
    @TempDir
    private Path folder;

    private Bundle bundle;

    @BeforeEach
    void startsWithOneClass() throws IOException {
        bundle = Trial.of("org.multiwanbond.balancer.greedy", "plugin", folder);
        write("org/multiwanbond/balancer/greedy/One.java", "");
    }

    @Test
    void letsASingleClassSpeakForItself() {
        assertThat(PackagesLaw.mute(bundle)).isEmpty();
        assertThat(PackagesLaw.homeless(bundle)).isEmpty();
    }

    @Test
    void rejectsTwoTypesWithoutASentence() throws IOException {
        write("org/multiwanbond/balancer/greedy/Two.java", "");
        assertThat(PackagesLaw.mute(bundle))
                .containsExactly("org.multiwanbond.balancer.greedy has 2 types and no sentence");
    }

    @Test
    void wantsASentenceInThePackageInfo() throws IOException {
        write("org/multiwanbond/balancer/greedy/Two.java", "");
        write("org/multiwanbond/balancer/greedy/package-info.java", "package x;");
        assertThat(PackagesLaw.mute(bundle)).hasSize(1);
        write("org/multiwanbond/balancer/greedy/package-info.java", "/** Takes all. */ package x;");
        assertThat(PackagesLaw.mute(bundle)).isEmpty();
    }

    @Test
    void rejectsAClassOutsideTheRootPackage() throws IOException {
        write("org/multiwanbond/balancer/greedier/Two.java", "");
        assertThat(PackagesLaw.homeless(bundle))
                .containsExactly("the package org.multiwanbond.balancer.greedier lies outside it");
    }

    @Test
    void acquitsABundleWithoutSources() {
        Bundle empty = Trial.of("org.multiwanbond.x", "plugin", folder.resolve("empty"));
        assertThat(PackagesLaw.mute(empty)).isEmpty();
        assertThat(PackagesLaw.homeless(empty)).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = bundle.sources().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
