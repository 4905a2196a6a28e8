package org.multiwanbond.netlab.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.util.Locale;

/** Downloads {@code /N} from an {@link HttpSource}, comparing every octet. */
public final class HttpDownload {
    private static final int STALL_MS = 30_000;

    private HttpDownload() {}

    /** {@code --url URL}; exits with 1 if not every octet came as it was sent. */
    public static void main(String[] arguments) throws IOException {
        URI uri = URI.create(Options.read(arguments, "HttpDownload --url URL").word("--url", ""));
        URLConnection connection = uri.toURL().openConnection();
        connection.setConnectTimeout(STALL_MS);
        connection.setReadTimeout(STALL_MS);
        long startNs = System.nanoTime();
        long octets = 0;
        long wrong = 0;
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = connection.getInputStream()) {
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                for (int i = 0; i < got; i++) {
                    wrong += chunk[i] == (byte) ((octets + i) % HttpSource.PERIOD) ? 0 : 1;
                }
                octets += got;
            }
        }
        double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "{\"bytes\":%d,\"wrongBytes\":%d,\"seconds\":%.3f,\"mbps\":%.2f}",
                octets,
                wrong,
                seconds,
                octets * 8 / 1e6 / seconds));
        System.exit(wrong == 0 && octets == Long.parseLong(uri.getPath().substring(1)) ? 0 : 1);
    }
}
