package org.multiwanbond.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The test vectors of the protocol's appendix A by their names. Thread-safe. */
public final class Vectors {

    private final Map<String, String> values;

    private Vectors(Map<String, String> values) {
        this.values = values;
    }

    public static Vectors load() {
        Map<String, String> found = new LinkedHashMap<>();
        String name = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            int equals = line.lastIndexOf('=');
            name = line.startsWith(" ") ? name : line.substring(0, equals).strip();
            String value = line.startsWith(" ") ? line : line.substring(equals + 1);
            found.merge(name, value.strip(), String::concat);
        }
        return new Vectors(found);
    }

    private static String text() {
        try (InputStream in = Vectors.class.getResourceAsStream("vectors.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The octets behind a name. */
    public byte[] octets(String name) {
        return HexFormat.of().parseHex(values.get(name));
    }

    /** The lines whose names begin with a prefix, as "name = value". */
    public List<String> lines(String prefix) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .toList();
    }

    /** The octet repeated 32 times, as the appendix gives keys. */
    public static byte[] key(int octet) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) octet);
        return key;
    }
}
