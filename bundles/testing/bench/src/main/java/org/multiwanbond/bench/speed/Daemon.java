package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.LabException;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.lab.Waiter;

/** A program in the foreground of a namespace whose output goes to a file. Confined to one thread. */
final class Daemon implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Background process;
    private final Path log;

    private Daemon(Background process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it. */
    static Daemon start(Namespace namespace, Path log, List<String> words) throws IOException {
        String quoted = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Command command = Command.of("sh", "-c", "exec " + quoted + " >'" + log + "' 2>&1");
        return new Daemon(Background.start(namespace, command), log);
    }

    /** Waits for something it does; says what it printed if it does not. */
    Daemon until(String what, Waiter.Condition condition) throws IOException {
        try {
            Waiter.until(what, START_LIMIT, () -> {
                if (!process.isRunning()) {
                    throw new LabException("it ended");
                }
                return condition.holds();
            });
            return this;
        } catch (IOException e) {
            String said = Files.exists(log) ? Files.readString(log).strip() : "";
            close();
            throw new LabException(e.getMessage() + " It said: " + said);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public void close() {
        process.close();
    }
}
