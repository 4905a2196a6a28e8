package org.multiwanbond.policy;

import java.io.IOException;

/**
 * A routing rule. Thread-safe: immutable.
 *
 * @param ipv6 whether it is for IPv6
 * @param priority lower ones are asked first
 * @param words selector and action as {@code ip rule} takes them
 */
record Rule(boolean ipv6, int priority, String words) implements Part {
    @Override
    public String key() {
        return text();
    }

    @Override
    public void install(Commands commands) throws IOException {
        try {
            commands.ip(ipv6, "rule add " + words + " priority " + priority);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("File exists")) {
                throw e;
            }
        }
    }

    @Override
    public void remove(Commands commands, String memory) throws IOException {
        Part.remove(() -> commands.ip(ipv6, "rule del " + words + " priority " + priority));
    }

    @Override
    public String text() {
        return "rule " + (ipv6 ? 6 : 4) + " " + priority + " " + words;
    }
}
