package org.multiwanbond.policy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs and kernel parameters of this host. Confined to the control thread. */
final class SystemCommands implements Commands {
    /** Far above what ip and nft need; a resolver that hangs must not hold up the rest for long. */
    private static final long LIMIT_SECONDS = 5;

    /** Not in everybody's PATH, but where these programs are. */
    private static final String SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Map<String, String> PACKAGES = Map.of("ip", "iproute2", "nft", "nftables");
    private static final Path PARAMETERS = Path.of("/proc/sys");

    @Override
    public String run(String input, List<String> words) throws IOException {
        String name = words.get(0);
        List<String> command = new ArrayList<>(words);
        command.set(
                0,
                find(name)
                        .orElseThrow(() -> new IOException("the program '" + name + "' is missing; install the package "
                                + PACKAGES.getOrDefault(name, name)))
                        .toString());
        // A file, not a pipe: a daemon the program leaves behind would keep a pipe open.
        Path output = Files.createTempFile("mwb-policy", ".out");
        try {
            return finish(start(command, output), input, output);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static String finish(Process process, String input, Path output) throws IOException {
        feed(process, input);
        if (!ended(process)) {
            process.destroyForcibly();
            throw new IOException("no answer within " + LIMIT_SECONDS + " s");
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException(oneLine(text, process.exitValue()));
        }
        return text;
    }

    private static void feed(Process process, String input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its exit code and words say why.
            return;
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String oneLine(String text, int exitCode) {
        String line = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
        return line.isEmpty() ? "it failed with exit code " + exitCode : line;
    }

    @Override
    public boolean has(String program) {
        return find(program).isPresent();
    }

    private static Optional<Path> find(String program) {
        if (program.startsWith("/")) {
            return Optional.of(Path.of(program)).filter(Files::exists);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(":")), Arrays.stream(SYSTEM_PATH.split(":")))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public Optional<String> sysctl(String key) {
        try {
            return Optional.of(Files.readString(PARAMETERS.resolve(key)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void sysctl(String key, String value) throws IOException {
        try {
            Files.writeString(PARAMETERS.resolve(key), value + "\n");
        } catch (IOException e) {
            throw new IOException("the kernel refused it (" + e.getMessage() + ")", e);
        }
    }
}
