package org.multiwanbond.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this host, found on the path and where system programs are. Confined to the control thread. */
final class SystemCommands implements Commands {
    /** Service managers often leave these out of PATH, and {@code ip} and {@code nft} live there. */
    private static final List<String> SYSTEM = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin");

    /** ip and nft answer within milliseconds; resolvectl may wait for the system bus. */
    private static final long LONGEST_S = 5;

    private final List<Path> directories;

    SystemCommands(String path) {
        directories = Stream.concat(Stream.of(path.split(":")), SYSTEM.stream())
                .filter(directory -> !directory.isBlank())
                .map(Path::of)
                .toList();
    }

    @Override
    public boolean isPresent(String program) {
        return find(program).isPresent();
    }

    private Optional<Path> find(String program) {
        return directories.stream()
                .map(directory -> directory.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public Outcome run(String input, List<String> command) {
        Optional<Path> program = find(command.get(0));
        if (program.isEmpty()) {
            return new Outcome(-1, "", command.get(0) + " is not installed");
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.command().set(0, program.get().toString());
        builder.environment().put("LC_ALL", "C");
        try {
            return finish(builder.start(), input, command.get(0));
        } catch (IOException e) {
            return new Outcome(-1, "", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(-1, "", "interrupted");
        }
    }

    private static Outcome finish(Process process, String input, String name) throws InterruptedException {
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        CompletableFuture<String> complaint = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its exit status says why.
        }
        if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Outcome(-1, "", name + " did not end within " + LONGEST_S + " s");
        }
        return new Outcome(process.exitValue(), output.join(), complaint.join().strip());
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
