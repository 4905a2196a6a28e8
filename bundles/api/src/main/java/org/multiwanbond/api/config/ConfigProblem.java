package org.multiwanbond.api.config;

/**
 * A value that was refused; the former one stays in force. Thread-safe: immutable.
 *
 * @param pid configuration it stands in, such as {@code org.multiwanbond.wan~fiber}
 * @param key the key; empty if the configuration as a whole is meant
 * @param value the value as given, secrets replaced by {@code (hidden)}
 * @param allowed what is allowed, as the rest of a sentence: "must be 1 to 1000"
 */
public record ConfigProblem(String pid, String key, String value, String allowed) {
    /** The problem as one sentence. */
    public String sentence() {
        return key.isEmpty() ? pid + ": " + allowed : pid + ": " + key + " " + allowed + ", was '" + value + "'";
    }
}
