package org.multiwanbond.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Distribution;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Namespace;

/**
 * One end of a bond: a distribution and the host it runs on. Confined to one thread.
 *
 * @param id its name in this test
 * @param host where it runs
 * @param runtime what runs
 */
record End(String id, Namespace host, Distribution runtime) {
    /** Writes {@code etc/org.multiwanbond.FILE.cfg}. */
    void configure(String file, String... lines) throws IOException {
        runtime.configure("org.multiwanbond." + file + ".cfg", lines);
    }

    String key() throws IOException {
        return runtime.publicKey();
    }

    /** Starts it without waiting. */
    void launch() throws IOException {
        runtime.launch(host);
    }

    /** Runs {@code bin/mwb}; a failure is an error. */
    String mwb(String... words) throws IOException {
        return runtime.mwb(words).orThrow().out();
    }

    /** As {@link #mwb(String...)}, with arguments that were gathered. */
    String mwb(List<String> command, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(arguments);
        return mwb(words.toArray(new String[0]));
    }

    Json status() throws IOException {
        return runtime.status();
    }

    /** Whether the bond and every link of it work. */
    boolean isUp() throws IOException {
        Json status = status();
        return status.get("state").text().equals("up")
                && status.get("links").items().stream()
                        .allMatch(link -> link.get("state").text().equals("up"));
    }

    /** What the status says of the first session. */
    String session(String key) throws IOException {
        return status().get("sessions").items().stream()
                .map(session -> session.get(key).text())
                .findFirst()
                .orElse("");
    }

    /** For how long its first session has been in the state it is in. */
    double sessionAgeMs() throws IOException {
        return status().get("sessions").items().get(0).get("stateSinceMs").number();
    }

    /** The jar of a bundle of ours, such as {@code balancer.weighted}. */
    Path jar(String bundle) throws IOException {
        Path folder = runtime.home().resolve("system/org/multiwanbond/org.multiwanbond." + bundle);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The feature of a plugin. */
    String feature(String plugin) {
        return "mwb-" + plugin.replace('.', '-');
    }

    /** The features of all plugins of a kind, such as {@code balancer}, that the distribution brings along. */
    List<String> features(String kind) throws IOException {
        String prefix = "org.multiwanbond.";
        try (Stream<Path> folders = Files.list(runtime.home().resolve("system/org/multiwanbond"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(prefix + kind + "."))
                    .map(name -> feature(name.substring(prefix.length())))
                    .sorted()
                    .toList();
        }
    }

    /** The lines of the histogram of its heap, after a collection, that name classes of a package. */
    List<String> instances(String rootPackage) throws IOException {
        String pid = Files.readString(runtime.home().resolve("karaf.pid")).strip();
        String histogram =
                Command.of("jcmd", pid, "GC.class_histogram").run().orThrow().out();
        return histogram
                .lines()
                .filter(line -> line.contains(" " + rootPackage + "."))
                .toList();
    }

    /** Runs a shell command that sees the file systems as the Java process does, which has its own mounts. */
    void inItsMounts(String command) throws IOException {
        Command.of("nsenter", "-t", pid(), "-m", "sh", "-c", command).run().orThrow();
    }

    private String pid() throws IOException {
        return Files.readString(runtime.home().resolve("karaf.pid")).strip();
    }

    /** All its status complains of, for messages. */
    String problems() {
        try {
            return status().get("problems").toString();
        } catch (IOException e) {
            return "no status: " + e.getMessage();
        }
    }

    /** Whether a problem in the status holds these words. */
    boolean complains(String words) throws IOException {
        return status().get("problems").items().stream()
                .anyMatch(problem -> problem.text().contains(words));
    }

    /** How many packets it dropped for this reason. */
    double dropped(String reason) throws IOException {
        double packets = status().get("drops").get(reason).number();
        return Double.isNaN(packets) ? 0 : packets;
    }

    /** Octets received over all paths. */
    double receivedBytes() throws IOException {
        return status().get("sessions").items().stream()
                .flatMap(session -> session.get("paths").items().stream())
                .mapToDouble(path -> path.get("rxBytes").number())
                .sum();
    }

    /** Repair packets its first session sent. */
    double repairPackets() throws IOException {
        return status().get("sessions")
                .items()
                .get(0)
                .get("recovery")
                .get("repairPackets")
                .number();
    }

    /** Whether a ping from here is answered within a second. */
    boolean pings(String address) throws IOException {
        return pings(host, address);
    }

    /** Whether a ping is answered within a second. */
    static boolean pings(Namespace from, String address) throws IOException {
        Command ping = Command.of("ping", "-n", "-c", "1", "-W", "1", address);
        return from.inside(ping).run().succeeded();
    }

    /** Runs a program here beside others. */
    Background run(Class<?> program, String... words) throws IOException {
        return Background.start(host, Command.java(program, List.of(words)));
    }
}
