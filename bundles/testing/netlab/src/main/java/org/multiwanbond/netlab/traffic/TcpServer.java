package org.multiwanbond.netlab.traffic;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Serves transfers asked for by a {@link TcpClient}, until it is ended. */
public final class TcpServer {
    private TcpServer() {}

    /** {@code --listen ADDRESS:PORT}. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.read(arguments, "TcpServer --listen ADDRESS:PORT");
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(options.endpoint("--listen"));
            System.out.println("ready");
            while (true) {
                serve(server.accept());
            }
        }
    }

    private static void serve(Socket socket) {
        Thread thread = new Thread(() -> {
            try (socket) {
                TcpStream.serve(socket);
            } catch (IOException e) {
                System.err.println("A transfer ended early: " + e.getMessage());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
