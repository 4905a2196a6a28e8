package org.multiwanbond.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.multiwanbond.api.config.SettingsRegistry;

/**
 * One configuration as it stands in its file: placeholders unresolved, so without secrets. Thread-safe: immutable.
 *
 * @param pid PID, for a factory followed by {@code ~} and the id
 * @param values by key
 */
record RawConfiguration(String pid, Map<String, String> values) {
    /** What an id looks like, in words. */
    static final String ID_WORDS = "must be 1 to 32 of a-z, 0-9 and '-', and not begin with '-'";

    private static final String ID = "[a-z0-9][a-z0-9-]{0,31}";

    RawConfiguration {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Whether this is a well-formed id of a link, a peer, a mode or a cipher. */
    static boolean isId(String text) {
        return text.matches(ID);
    }

    /** Whether the PID names one of ours: a single one, or a factory with an id. */
    static boolean isOurs(String pid) {
        return pid.equals(SettingsRegistry.BOND_PID)
                || pid.equals(SettingsRegistry.TUNNEL_PID)
                || isOf(SettingsRegistry.WAN_PID, pid)
                || isOf(SettingsRegistry.PEER_PID, pid);
    }

    /** Whether the PID is an instance of the factory. */
    static boolean isOf(String factoryPid, String pid) {
        return pid.startsWith(factoryPid + "~");
    }

    /** What stands behind {@code ~}; empty for a single configuration. */
    static String id(String pid) {
        return pid.substring(pid.indexOf('~') + 1).substring(pid.indexOf('~') < 0 ? pid.length() : 0);
    }

    /** The PID before {@code ~}. */
    static String factory(String pid) {
        return pid.indexOf('~') < 0 ? pid : pid.substring(0, pid.indexOf('~'));
    }

    /** The name of its file: the file installer knows {@code -} where the PID has {@code ~}. */
    static String fileName(String pid) {
        return pid.replace('~', '-') + ".cfg";
    }

    String id() {
        return id(pid);
    }

    /** The same with some keys changed; an empty value removes the key. */
    RawConfiguration with(Map<String, String> changes) {
        Map<String, String> result = new TreeMap<>(values);
        result.putAll(changes);
        result.values().removeIf(String::isEmpty);
        return new RawConfiguration(pid, result);
    }
}
