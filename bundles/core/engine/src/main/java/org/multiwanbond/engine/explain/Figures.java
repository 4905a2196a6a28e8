package org.multiwanbond.engine.explain;

import java.util.Locale;

/** Numbers as they stand in sentences, unit included. Thread-safe: stateless. */
final class Figures {
    private static final double NS_PER_MS = 1e6;
    private static final double BITS_PER_MBIT = 1e6;
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_S = 60;

    private Figures() {}

    static String rate(long bitsPerSecond) {
        return text("%.1f Mbit/s", bitsPerSecond / BITS_PER_MBIT);
    }

    static String ms(long ns) {
        double ms = ns / NS_PER_MS;
        return text(ms < 10 ? "%.1f ms" : "%.0f ms", ms);
    }

    static String percent(double ratio) {
        double percent = ratio * 100;
        return text(percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
    }

    static String duration(long ms) {
        long s = ms / SECOND_MS;
        return s < 2 * MINUTE_S ? s + " s" : s / MINUTE_S + " min";
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
