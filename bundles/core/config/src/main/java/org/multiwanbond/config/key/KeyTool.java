package org.multiwanbond.config.key;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the public key of an instance that is not running; creates the key pair where there is none. */
public final class KeyTool {
    /** {@code ${name}} as the file installer expands it, {@code $[env:NAME]} and {@code $[env:NAME;default=X]}. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([^}]+)}|\\$\\[env:([^;\\]]+)(?:;default=([^\\]]*))?]");

    private final Path base;
    private final Path etc;
    private final Map<String, String> environment;

    KeyTool(Path base, Path etc, Map<String, String> environment) {
        this.base = base;
        this.etc = etc;
        this.environment = environment;
    }

    /**
     * Prints one line, or a sentence on the error stream and ends with status 1.
     *
     * @param arguments the base directory, and the configuration directory if it is not {@code etc} below it
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length < 1 || arguments.length > 2) {
            err.println("Usage: KeyTool BASE-DIRECTORY [ETC-DIRECTORY]");
            return 2;
        }
        Path base = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path etc = arguments.length == 2 ? Path.of(arguments[1]).toAbsolutePath() : base.resolve("etc");
        try {
            KeyFiles files = new KeyFiles(base, new SecureRandom());
            String name = new KeyTool(base, etc, System.getenv()).privateKeyFile();
            out.println(KeyFiles.publicKey(files.readOrCreate(name)).base64());
            files.warnings().forEach(err::println);
            return 0;
        } catch (IOException e) {
            err.println("privateKeyFile " + e.getMessage());
            return 1;
        }
    }

    /** The name in the configuration, else the usual one. */
    String privateKeyFile() throws IOException {
        Path file = etc.resolve("org.multiwanbond.bond.cfg");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                throw new IOException("cannot be read from " + file + ": " + e.getMessage(), e);
            }
        }
        String name = expand(properties.getProperty("privateKeyFile", "").strip());
        return name.isEmpty() ? KeyFiles.DEFAULT_PRIVATE_KEY_FILE : name;
    }

    private String expand(String text) throws IOException {
        Map<String, String> known = Map.of(
                "karaf.base", base.toString(),
                "karaf.home", base.toString(),
                "karaf.etc", etc.toString(),
                "karaf.data", base.resolve("data").toString());
        StringBuilder result = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            boolean env = matcher.group(2) != null;
            String value = env ? environment.get(matcher.group(2)) : known.get(matcher.group(1));
            if (value == null && matcher.group(3) == null) {
                throw new IOException("refers to " + matcher.group() + ", which is not set here");
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value == null ? matcher.group(3) : value));
        }
        return matcher.appendTail(result).toString();
    }
}
