package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {
    @TempDir
    private Path root;

    @Test
    void tellsTheVersionOfAnUnpackedPackage() throws IOException {
        changelog("changelog.Debian.gz", "tool (1.2-3) unstable; urgency=medium\n\n  * New.\n");
        assertThat(Origin.unpacked(root.resolve("usr/bin/tool"), "tool")).contains("package 1.2-3");
    }

    @Test
    void tellsThatOfItsRebuild() throws IOException {
        changelog("changelog.Debian.amd64.gz", "tool (1.2-3+b9) sid; urgency=low, binary-only=yes\n");
        changelog("changelog.Debian.gz", "tool (1.2-3) unstable; urgency=medium\n");
        assertThat(Origin.unpacked(root.resolve("usr/bin/tool"), "tool")).contains("package 1.2-3+b9");
    }

    @Test
    void tellsNothingWithoutOne() throws IOException {
        assertThat(Origin.unpacked(root.resolve("usr/bin/tool"), "tool")).isEmpty();
        changelog("changelog.Debian.gz", "Changes since 1.2\n");
        assertThat(Origin.unpacked(root.resolve("usr/bin/tool"), "tool")).isEmpty();
    }

    private void changelog(String name, String text) throws IOException {
        Path folder = Files.createDirectories(root.resolve("usr/share/doc/tool"));
        try (OutputStream log = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            log.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
