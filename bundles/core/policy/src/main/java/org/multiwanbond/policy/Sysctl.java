package org.multiwanbond.policy;

import java.io.IOException;
import java.util.Optional;

/**
 * A kernel parameter. Thread-safe: immutable.
 *
 * @param name path below {@code /proc/sys}
 * @param value the value it is to have
 */
record Sysctl(String name, String value) implements Part {
    @Override
    public String key() {
        return "sysctl " + name;
    }

    @Override
    public String memory(Commands commands) throws IOException {
        return commands.sysctl(name).orElseThrow(() -> new IOException("the kernel has no such parameter"));
    }

    @Override
    public void install(Commands commands) throws IOException {
        if (!commands.sysctl(name).equals(Optional.of(value))) {
            commands.sysctl(name, value);
        }
    }

    /** Puts the former value back, unless somebody has set another one since. */
    @Override
    public void remove(Commands commands, String memory) throws IOException {
        boolean ours = commands.sysctl(name).filter(value::equals).isPresent();
        if (ours && !memory.equals(value) && !memory.isEmpty()) {
            commands.sysctl(name, memory);
        }
    }

    @Override
    public String text() {
        return "sysctl " + name + " " + value;
    }
}
