package org.multiwanbond.bench.clients;

import java.util.Locale;

/**
 * A line of the result. Thread-safe: immutable.
 *
 * @param what is promised
 * @param bound in words, empty for a figure that is only told
 * @param figure as measured
 * @param unit of the figure
 * @param met whether the figure keeps within the bound
 */
record Promise(String what, String bound, double figure, String unit, boolean met) {
    static Promise atMost(String what, double bound, double figure, String unit) {
        return new Promise(what, "<= " + text(bound), figure, unit, figure <= bound);
    }

    static Promise atLeast(String what, double bound, double figure, String unit) {
        return new Promise(what, ">= " + text(bound), figure, unit, figure >= bound);
    }

    static Promise told(String what, double figure, String unit) {
        return new Promise(what, "", figure, unit, true);
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    String line() {
        String verdict = bound.isEmpty() ? "" : met ? "met" : "MISSED";
        return String.format(Locale.ROOT, "%-66s %-9s %10.3f %-10s %s", what, bound, figure, unit, verdict);
    }

    /** As JSON (RFC 8259); the texts are ours and need no escape. */
    String jsonText() {
        return String.format(
                Locale.ROOT,
                "{\"what\":\"%s\",\"bound\":\"%s\",\"figure\":%.4f,\"unit\":\"%s\",\"met\":%b}",
                what,
                bound,
                figure,
                unit,
                met);
    }
}
