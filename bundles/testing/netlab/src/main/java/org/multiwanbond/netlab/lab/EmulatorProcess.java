package org.multiwanbond.netlab.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.multiwanbond.netlab.emulator.Main;

/** The emulator running in a namespace. Thread-safe. */
public final class EmulatorProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;

    private EmulatorProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts it for these links ({@code ID,DEVICE,DEVICE} to settings) and waits until it forwards. */
    static EmulatorProcess start(Namespace namespace, Map<String, String> links, long seed) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--seed", Long.toString(seed)));
        links.forEach((devices, settings) -> arguments.addAll(List.of("--link", devices + "," + settings)));
        Process process = namespace.inside(Command.java(Main.class, arguments)).start();
        EmulatorProcess emulator = new EmulatorProcess(process);
        String first = emulator.line();
        if (!first.equals("ready")) {
            Command.kill(process);
            throw new LabException("The emulator did not start: " + first);
        }
        return emulator;
    }

    /** Changes settings of a link: direction {@code up}, {@code down} or {@code both}. */
    public void set(String link, String direction, String settings) throws IOException {
        String answer = ask("set " + link + " " + direction + " " + settings);
        if (!answer.equals("ok")) {
            throw new LabException("The emulator refused: " + answer);
        }
    }

    /** Lets nothing through a link from now on. */
    public void cut(String link) throws IOException {
        set(link, "both", "blackhole=true");
    }

    /** Undoes {@link #cut}. */
    public void restore(String link) throws IOException {
        set(link, "both", "blackhole=false");
    }

    /** All counters. */
    public Json stats() throws IOException {
        return Json.parse(ask("stats"));
    }

    @Override
    public void close() {
        commands.println("quit");
        if (!Command.finished(process, Duration.ofSeconds(3))) {
            Command.kill(process);
        }
    }

    private synchronized String ask(String command) throws IOException {
        commands.println(command);
        return line();
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new LabException("The emulator ended.");
        }
        return line;
    }
}
