package org.multiwanbond.bench.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The other process, as this one sees it. Confined to one thread. */
final class Server implements AutoCloseable {
    private static final long END_SECONDS = 5;

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    /** Starts a server that admits so many clients. */
    Server(int clients, int port, Path state) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xms512m",
                        "-Xmx2g",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        Integer.toString(clients),
                        Integer.toString(port),
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    long pid() throws IOException {
        return ask("pid");
    }

    /** Octets alive in its heap. */
    long heapBytes() throws IOException {
        return ask("heap");
    }

    /** Processor time it used so far. */
    long cpuMs() throws IOException {
        return ask("cpu");
    }

    int sessions() throws IOException {
        return (int) ask("sessions");
    }

    /** Lets its host send flows to the first clients, several to client 0. */
    void send(int clients, int flowsOfFirst, int windowBytes) throws IOException {
        ask("send " + clients + " " + flowsOfFirst + " " + windowBytes);
    }

    private long ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The server process ended.");
        }
        return Long.parseLong(answer);
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
