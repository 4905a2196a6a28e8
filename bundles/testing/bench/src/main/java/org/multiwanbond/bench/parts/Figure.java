package org.multiwanbond.bench.parts;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.multiwanbond.netlab.lab.Json;

/**
 * One measured value beside what it must be. Thread-safe: immutable.
 *
 * @param name what it is
 * @param value NaN if it could not be measured
 * @param unit empty for a ratio or a count
 * @param bound what it must be
 */
public record Figure(String name, double value, String unit, Bound bound) {
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Bound.NONE);
    }

    public boolean isGood() {
        return bound.holds(value);
    }

    /** Four digits after the point for what is small, one for the rest; none that say nothing. */
    public static String text(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        String text = String.format(Locale.ROOT, Math.abs(value) < 2 ? "%.4f" : "%.1f", value);
        return text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("value", value);
        json.put("unit", unit);
        json.put("bound", bound.sense().name());
        json.put("limit", bound.limit());
        json.put("good", isGood());
        return json;
    }

    public static Figure read(Json json) {
        Bound bound = new Bound(
                Bound.Sense.valueOf(json.get("bound").text()), json.get("limit").number());
        return new Figure(
                json.get("name").text(),
                json.get("value").number(),
                json.get("unit").text(),
                bound);
    }

    @Override
    public String toString() {
        String measured = name + " " + text(value) + (unit.isEmpty() ? "" : " " + unit);
        return bound.sense() == Bound.Sense.NONE ? measured : measured + " (" + bound + ")";
    }
}
