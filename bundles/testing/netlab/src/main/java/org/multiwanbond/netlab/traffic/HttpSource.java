package org.multiwanbond.netlab.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;

/** Serves {@code /N}: N octets of a pattern by HTTP, until it is ended. */
public final class HttpSource {
    /** Prime, so that a chunk repeated or left out shows. */
    static final int PERIOD = 251;

    private static final int CHUNK_BYTES = PERIOD * 256;

    private HttpSource() {}

    /** {@code --listen ADDRESS:PORT}. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.read(arguments, "HttpSource --listen ADDRESS:PORT");
        HttpServer server = HttpServer.create(options.endpoint("--listen"), 0);
        server.createContext("/", HttpSource::answer);
        server.start();
        System.out.println("ready");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        long left = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = (byte) (i % PERIOD);
        }
        exchange.sendResponseHeaders(200, left);
        try (OutputStream out = exchange.getResponseBody()) {
            for (; left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
        }
    }
}
