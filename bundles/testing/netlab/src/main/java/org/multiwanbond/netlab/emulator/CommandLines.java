package org.multiwanbond.netlab.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Passes lines from standard input or a UNIX socket to an emulator and its answers back. Thread-safe. */
final class CommandLines {
    private final Emulator emulator;

    CommandLines(Emulator emulator) {
        this.emulator = emulator;
    }

    /** Serves standard input; its end stops the emulator, so that it never outlives the one who started it. */
    void serveStandardInput() {
        start("stdin", () -> {
            serve(System.in, System.out);
            emulator.command("quit");
        });
    }

    /** Serves a UNIX socket of the owner only. */
    void serveSocket(Path path) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        start("socket", () -> {
            while (true) {
                SocketChannel client = server.accept();
                start("client", () -> serve(Channels.newInputStream(client), Channels.newOutputStream(client)));
            }
        });
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(out, true, StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                answers.println(emulator.command(line).join());
            }
        }
    }

    private static void start(String name, Serving serving) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.run();
                    } catch (IOException e) {
                        System.err.println("Commands from " + name + " ended: " + e.getMessage());
                    }
                },
                "commands-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Serving {
        void run() throws IOException;
    }
}
