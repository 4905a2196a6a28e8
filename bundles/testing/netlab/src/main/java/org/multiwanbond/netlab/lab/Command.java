package org.multiwanbond.netlab.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command line to run as a process, for a bounded time. Thread-safe: immutable. */
public final class Command {
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(20);

    private final List<String> words;
    private final Map<String, String> environment;

    private Command(List<String> words, Map<String, String> environment) {
        this.words = List.copyOf(words);
        this.environment = Map.copyOf(environment);
    }

    /** The command of these words. */
    public static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    /** The command of these words. */
    public static Command of(List<String> words) {
        return new Command(words, Map.of());
    }

    /** A class of this class path with a main method, run by the same Java. */
    public static Command java(Class<?> main, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(arguments);
        return of(words);
    }

    /** This command with other words before it, such as {@code ip netns exec NAME}. */
    public Command behind(String... prefix) {
        List<String> all = new ArrayList<>(List.of(prefix));
        all.addAll(words);
        return new Command(all, environment);
    }

    /** This command with a variable of the environment set. */
    public Command with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Command(words, changed);
    }

    /** Runs it, 20 s at most. */
    public Outcome run() throws IOException {
        return run(DEFAULT_LIMIT);
    }

    /** Runs it; a command that takes longer is killed with all its children, and that is an error. */
    public Outcome run(Duration limit) throws IOException {
        Path out = Files.createTempFile("mwb-out", ".txt");
        Path err = Files.createTempFile("mwb-err", ".txt");
        try {
            Process process = builder()
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!finished(process, limit)) {
                kill(process);
                throw new LabException("'" + this + "' took longer than " + limit.toSeconds() + " s: "
                        + (Files.readString(err) + Files.readString(out)).strip());
            }
            return new Outcome(toString(), process.exitValue(), read(out), read(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /** Starts it with standard input and output as pipes; standard error goes to ours. */
    public Process start() throws IOException {
        return builder().redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Starts it without input; everything it writes is appended to a file. */
    public Process startLogging(Path log) throws IOException {
        return builder()
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Kills a process and all it started. */
    static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        finished(process, Duration.ofSeconds(5));
    }

    /** Waits for a process to end; false if it did not within the limit. */
    static boolean finished(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        return builder;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
