package org.multiwanbond.config;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.multiwanbond.config.key.KeyFiles;

/** Configurations to begin with. */
final class Samples {
    static final String BOND = "org.multiwanbond.bond";
    static final String TUNNEL = "org.multiwanbond.tunnel";
    static final String WAN = "org.multiwanbond.wan";
    static final String PEER = "org.multiwanbond.peer";

    private Samples() {}

    static KeyFiles keys(Path base) {
        return new KeyFiles(base, new SecureRandom());
    }

    /** A key of 32 equal octets. */
    static String key(int octet) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) octet);
        return Base64.getEncoder().encodeToString(octets);
    }

    static Map<String, RawConfiguration> client() {
        return all(
                raw(BOND, "role=client", "server=bond.example:7000", "peerPublicKey=" + key(7)),
                raw(WAN + "~fiber", "device=eth0", "weight=3", "type=fiber"),
                raw(WAN + "~lte", "device=wwan0", "localAddress=10.4.0.2", "role=backup", "type=lte"));
    }

    static Map<String, RawConfiguration> server() {
        return all(
                raw(BOND, "role=server", "listen=[::]:7000"),
                raw(TUNNEL, "addresses=10.99.0.1/24,fd99::1/64", "forward=true", "dns=10.99.0.1"),
                raw(
                        PEER + "~ann",
                        "publicKey=" + key(1),
                        "addresses=10.99.0.2/32,fd99::2/128",
                        "routes=192.168.7.0/24"),
                raw(PEER + "~bob", "publicKey=" + key(2), "addresses=10.99.0.3/32"));
    }

    static Map<String, RawConfiguration> all(RawConfiguration... configurations) {
        Map<String, RawConfiguration> result = new TreeMap<>();
        for (RawConfiguration raw : configurations) {
            result.put(raw.pid(), raw);
        }
        return result;
    }

    static RawConfiguration raw(String pid, String... lines) {
        Map<String, String> values = new TreeMap<>();
        for (String line : lines) {
            values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return new RawConfiguration(pid, values);
    }

    /** The same with one value changed. */
    static Map<String, RawConfiguration> with(Map<String, RawConfiguration> all, String pid, String key, String value) {
        Map<String, RawConfiguration> result = new TreeMap<>(all);
        RawConfiguration present = all.getOrDefault(pid, new RawConfiguration(pid, Map.of()));
        result.put(pid, present.with(Map.of(key, value)));
        return result;
    }
}
