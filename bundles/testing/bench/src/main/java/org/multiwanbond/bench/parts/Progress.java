package org.multiwanbond.bench.parts;

import java.io.PrintStream;
import java.util.Locale;

/** Lines for a person who waits, each with the time since the beginning. Thread-safe. */
public final class Progress {
    private final PrintStream out;
    private final long startNs = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String pattern, Object... values) {
        long seconds = (System.nanoTime() - startNs) / 1_000_000_000L;
        String text = String.format(Locale.ROOT, pattern, values).stripTrailing();
        out.println(String.format(Locale.ROOT, "[%3d:%02d] ", seconds / 60, seconds % 60) + text);
    }

    /** Without the time, for tables. */
    public void print(String text) {
        out.println(text);
    }
}
