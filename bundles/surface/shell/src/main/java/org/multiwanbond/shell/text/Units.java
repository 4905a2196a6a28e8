package org.multiwanbond.shell.text;

import java.util.Locale;

/** Numbers as people read them, unit included. Thread-safe: stateless. */
public final class Units {
    private static final String UNKNOWN = "-";
    private static final double NS_PER_MS = 1e6;
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Units() {}

    /** Bits per second as Mbit/s. */
    public static String rate(long bitsPerSecond) {
        double mbit = bitsPerSecond / 1e6;
        return String.format(Locale.ROOT, mbit < 99.95 ? "%.1f Mbit/s" : "%.0f Mbit/s", mbit);
    }

    /** What a link is believed to carry; 0 is unknown. */
    public static String capacity(long bitsPerSecond) {
        return bitsPerSecond <= 0 ? UNKNOWN : rate(bitsPerSecond);
    }

    /** Octets with a decimal prefix. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value, BYTE_UNITS[unit]);
    }

    /** A part of a whole in the unit of the whole: {@code 7.2 of 10 GB}. */
    public static String part(long bytes, long ofBytes) {
        double unit = 1;
        int name = 0;
        while (ofBytes / unit >= 1000 && name < BYTE_UNITS.length - 1) {
            unit *= 1000;
            name++;
        }
        return brief(bytes / unit) + " of " + brief(ofBytes / unit) + " " + BYTE_UNITS[name];
    }

    /** One decimal, where it is not 0. */
    private static String brief(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** A round-trip time or its variation; 0 is unknown. */
    public static String time(long ns) {
        return ns <= 0 ? UNKNOWN : String.format(Locale.ROOT, "%.1f ms", ns / NS_PER_MS);
    }

    /** The same as a JSON number: ms with three decimals, or nothing. */
    public static Object millis(long ns) {
        return ns <= 0 ? null : Math.round(ns / 1e3) / 1e3;
    }

    /** A span that may well be nothing, as a JSON number: ms with three decimals. */
    public static double spanMillis(long ns) {
        return Math.round(ns / 1e3) / 1e3;
    }

    /** A ratio from 0 to 1 as per cent. */
    public static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", ratio * 100);
    }

    /** A duration in its two largest units: {@code 12 d 4 h}. */
    public static String duration(long ms) {
        long s = ms / 1000;
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return s / 60 + " min " + s % 60 + " s";
        }
        return s < 86_400 ? s / 3600 + " h " + s % 3600 / 60 + " min" : s / 86_400 + " d " + s % 86_400 / 3600 + " h";
    }

    /** {@code text}, or a dash if it is empty. */
    public static String orDash(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    /** {@code text} with every control character replaced, so that nothing of a peer can move a terminal's cursor. */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
