package org.multiwanbond.netlab.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A program that runs beside others and ends with one line of JSON, or goes on until closed. Thread-safe. */
public final class Background implements AutoCloseable {
    private final String command;
    private final Process process;
    private final BufferedReader out;

    private Background(String command, Process process) {
        this.command = command;
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it inside a namespace. */
    public static Background start(Namespace namespace, Command command) throws IOException {
        return new Background(command.toString(), namespace.inside(command).start());
    }

    /** Waits for its first line, which says that it is ready. */
    public Background ready() throws IOException {
        line();
        return this;
    }

    /** Waits for its end, kills it if that takes longer than the limit, and reads its last line. */
    public Json result(Duration limit) throws IOException {
        // A line is short enough for the pipe, so waiting before reading cannot block the program.
        if (!Command.finished(process, limit)) {
            close();
            throw new LabException("'" + command + "' took longer than " + limit.toSeconds() + " s.");
        }
        return Json.parse(line());
    }

    /** Its number; also that of a program which it became by {@code exec}. */
    public long pid() {
        return process.pid();
    }

    /** Whether it lives. */
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        Command.kill(process);
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new LabException("'" + command + "' ended without a word.");
        }
        return line;
    }
}
