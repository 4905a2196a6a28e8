package org.multiwanbond.itests;

import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.multiwanbond.netlab.lab.Distribution;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.extra.VMOption;

/** How Pax Exam starts a built distribution: with the flags of {@code bin/karaf}, which it does not use. Thread-safe. */
final class ExamOptions {
    private static final String KARAF = System.getProperty("itests.karaf");
    private static final long BOOT_MS = 120_000;

    private ExamOptions() {}

    /** A distribution and what else the test wants. */
    static Option[] of(String side, Option... more) throws IOException {
        Path archive = Distribution.archive(Path.of(System.getProperty("itests.root", "../..")), side);
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .frameworkUrl(
                                archive.toAbsolutePath().normalize().toUri().toString())
                        .name("multiwanbond-" + side)
                        .karafVersion(KARAF)
                        .unpackDirectory(Path.of("target", "exam").toFile())
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                systemTimeout(BOOT_MS),
                // Where Pax Exam's own bundles are: this build has them as dependencies.
                editConfigurationFilePut(
                        "etc/custom.system.properties",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("itests.repository"))));
        options.addAll(List.of(more));
        flags().map(VMOption::new).forEach(options::add);
        return options.toArray(new Option[0]);
    }

    private static Stream<String> flags() {
        String specs = "=lib/endorsed/org.apache.karaf.specs.";
        Stream<String> fixed = Stream.of(
                "-Xmx256m",
                "-Djava.security.manager=allow",
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module=java.base" + specs + "locator-" + KARAF + ".jar",
                "--patch-module=java.xml" + specs + "java.xml-" + KARAF + ".jar");
        Stream<String> opened = Stream.of(
                        "java.base/java.security",
                        "java.base/java.net",
                        "java.base/java.lang",
                        "java.base/java.util",
                        "java.naming/javax.naming.spi",
                        "java.rmi/sun.rmi.transport.tcp")
                .map(name -> "--add-opens=" + name + "=ALL-UNNAMED");
        Stream<String> exported = Stream.of(
                        "java.base/sun.net.www.protocol.file",
                        "java.base/sun.net.www.protocol.ftp",
                        "java.base/sun.net.www.protocol.http",
                        "java.base/sun.net.www.protocol.https",
                        "java.base/sun.net.www.protocol.jar",
                        "java.base/sun.net.www.content.text",
                        "jdk.xml.dom/org.w3c.dom.html",
                        "jdk.naming.rmi/com.sun.jndi.url.rmi",
                        "java.rmi/sun.rmi.registry")
                .map(name -> "--add-exports=" + name + "=ALL-UNNAMED");
        Stream<String> classPath = Stream.of("-classpath", "lib/jdk9plus/*:lib/boot/*");
        return Stream.of(fixed, opened, exported, classPath).flatMap(stream -> stream);
    }
}
