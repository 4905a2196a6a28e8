package org.multiwanbond.netlab.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A built distribution, unpacked into a folder of its own and run as a process. Thread-safe where it only asks. */
public final class Distribution implements AutoCloseable {
    /** First boot on a loaded machine with two cores. */
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final int LOG_LINES = 30;

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Optional<Process> process = Optional.empty();

    private Distribution(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    /** The archive that the build put under {@code karaf-distribution/SIDE/target}. */
    public static Path archive(Path root, String side) throws IOException {
        Path target = root.resolve("karaf-distribution").resolve(side).resolve("target");
        if (!Files.isDirectory(target)) {
            throw new LabException("No " + target + ": build first (mvn package).");
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new LabException("No .tar.gz in " + target + ": build first (mvn package)."));
        }
    }

    /** Unpacks an archive into a new folder below the system's one for temporary files. */
    public static Distribution unpack(Path archive) throws IOException {
        Path folder = Files.createTempDirectory("mwb-");
        Command.of("tar", "-xzf", archive.toAbsolutePath().toString(), "-C", folder.toString())
                .run(Duration.ofSeconds(60))
                .orThrow();
        try (Stream<Path> tops = Files.list(folder)) {
            Path home = tops.findFirst().orElseThrow(() -> new LabException(archive + " is empty."));
            return new Distribution(folder, home);
        }
    }

    /** Its top folder. */
    public Path home() {
        return home;
    }

    /** Writes a file below {@code etc/}, each argument one line; who reads it meanwhile sees the old one or the new one. */
    public Distribution configure(String file, String... lines) throws IOException {
        Path etc = home.resolve("etc");
        Path written = Files.writeString(etc.resolve(file + ".new"), String.join("\n", lines) + "\n");
        Files.move(written, etc.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    /** Sets a variable of its environment for later starts, such as {@code EXTRA_JAVA_OPTS}. */
    public Distribution with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** The number of its Java process, while it runs. */
    public long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("karaf.pid")).strip());
    }

    /** Its public key, which is made if there is none yet. */
    public String publicKey() throws IOException {
        return mwb("key:public").orThrow().out().strip();
    }

    /** Starts it in a namespace and waits until it answers commands. */
    public Distribution start(Namespace namespace) throws IOException {
        launch(namespace);
        Waiter.until("an answer of " + home.getFileName() + log(), START_LIMIT, () -> {
            return !isRunning() || status().isPresent();
        });
        requireAlive();
        return this;
    }

    /** Starts it in a namespace without waiting. */
    public Distribution launch(Namespace namespace) throws IOException {
        Command server = Command.of(home.resolve("bin").resolve("karaf").toString(), "server");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            server = server.with(variable.getKey(), variable.getValue());
        }
        process = Optional.of(namespace.inside(server).startLogging(folder.resolve("console.log")));
        return this;
    }

    /** Runs {@code bin/mwb} with these words. */
    public Outcome mwb(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve("mwb").toString()));
        command.addAll(List.of(words));
        return Command.of(command).run(Duration.ofSeconds(60));
    }

    /** What {@code bond:status --json} says, asked without starting a process. */
    public Json status() throws IOException {
        return Json.parse(ask("bond:status", "--json").orThrow().out());
    }

    /** Runs a command of its shell as {@link #mwb} does, but without starting a process: for asking many times a second. */
    public Outcome ask(String... words) throws IOException {
        if (process.isPresent() && !isRunning()) {
            throw new LabException(ended());
        }
        return DirectCall.run(home.resolve("data"), words);
    }

    /** Whether its process lives. */
    public boolean isRunning() {
        return process.map(Process::isAlive).orElse(false);
    }

    /** Stops it as a person would, and waits until it has ended. */
    public void stop() throws IOException {
        Command.of(home.resolve("bin").resolve("stop").toString())
                .run(Duration.ofSeconds(40))
                .orThrow();
        if (process.isPresent() && !Command.finished(process.get(), Duration.ofSeconds(20))) {
            throw new LabException(home.getFileName() + " still runs after bin/stop.");
        }
    }

    /** Kills it at once, as {@code kill -9} does. */
    public void kill() {
        process.ifPresent(Command::kill);
        process = Optional.empty();
    }

    /** The last lines of its log and of what it printed, and how it ended if it has, for messages. */
    public String logTail() {
        Path log = home.resolve("data").resolve("log").resolve("karaf.log");
        String tail = tail(log) + "\n" + tail(folder.resolve("console.log"));
        return process.isPresent() && !isRunning() ? tail + "\n" + ended() : tail;
    }

    private static String tail(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "no " + file.getFileName() + ": " + e.getMessage();
        }
    }

    private String ended() {
        return home.getFileName() + " ended with "
                + process.map(Process::exitValue).orElse(0) + ".";
    }

    /** Kills it and deletes its folder. */
    @Override
    public void close() throws IOException {
        kill();
        if (!Files.exists(folder)) {
            return;
        }
        // A process just killed may still leave a file behind.
        Waiter.until(folder + " to be deleted", Duration.ofSeconds(5), () -> {
            delete(folder);
            return !Files.exists(folder);
        });
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    private String log() {
        return " (its log: " + home.resolve("data").resolve("log").resolve("karaf.log") + ")";
    }

    private void requireAlive() throws LabException {
        if (!isRunning()) {
            throw new LabException(home.getFileName() + " ended: " + logTail());
        }
    }
}
