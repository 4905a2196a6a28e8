package org.multiwanbond.itests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.traffic.HttpDownload;
import org.multiwanbond.netlab.traffic.HttpSource;

/** A stranger's balancer: the class that docs/plugins.md shows, built here as it says there. */
class ForeignBalancerIT {
    private static final Pattern SAMPLE =
            Pattern.compile("(?s)`src/main/java/com/example/(\\S+)`:\\s+```java\n(.*?)```");

    /** A balancer places new units only: acknowledgments, probes and what goes again use other paths too. */
    private static final double OTHER_BYTES = 300_000;

    @RegisterExtension
    static final Site SITE = new Site();

    private static End anna;

    @BeforeAll
    static void start() throws Exception {
        anna = SITE.client("anna", "fiber", "lte");
        SITE.start();
        SITE.serve(SITE.server(), HttpSource.class, "--listen", "[::]:8080");
    }

    @Test
    void carriesTheTraffic(@TempDir Path folder) throws Exception {
        String jar = build(folder).toUri().toString();

        for (End end : List.of(anna, SITE.server())) {
            end.mwb("bundle:install", "-s", jar);
            end.mwb("balancer:use", "lowest");
            assertThat(end.session("mode")).isEqualTo("lowest");
        }
        double[] before = received();
        anna.run(HttpDownload.class, "--url", "http://" + Site.INSIDE + ":8080/5000000")
                .result(Duration.ofSeconds(30));
        double[] after = received();

        assertThat(after[0] - before[0]).isGreaterThan(5_000_000);
        assertThat(after[1] - before[1]).isLessThan(OTHER_BYTES);
    }

    /** Octets the client received over each path, by the path's number. */
    private static double[] received() throws Exception {
        List<Json> paths =
                anna.status().get("sessions").items().get(0).get("paths").items();
        return paths.stream().mapToDouble(path -> path.get("rxBytes").number()).toArray();
    }

    private static Path build(Path folder) throws Exception {
        Matcher sample = SAMPLE.matcher(Files.readString(Path.of("../../docs/plugins.md")));
        assertThat(sample.find()).isTrue();
        Path source = folder.resolve("com/example/" + sample.group(1));
        Files.createDirectories(source.getParent());
        Files.writeString(source, sample.group(2));
        String path = System.getProperty("java.class.path");
        int refused = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", path, "--release", "17", source.toString());
        assertThat(refused).isZero();
        try (Builder bundle = new Builder()) {
            bundle.setBundleSymbolicName("com.example.lowest");
            bundle.setProperty("-includepackage", "com.example.lowest");
            bundle.addClasspath(folder.toFile());
            bundle.addClasspath(List.of(anna.jar("api").toFile()));
            File jar = folder.resolve("lowest.jar").toFile();
            bundle.build().write(jar);
            assertThat(bundle.getErrors()).isEmpty();
            return jar.toPath();
        }
    }
}
