package org.multiwanbond.bench.parts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a case found. Thread-safe: immutable.
 *
 * @param figures in the order in which people want them
 * @param alone what one link alone does, or empty
 * @param remark why nothing was measured, or empty
 * @param details everything raw, for the result file only
 */
public record Finding(List<Figure> figures, String alone, String remark, Map<String, Object> details) {
    public Finding {
        figures = List.copyOf(figures);
    }

    public static Finding of(List<Figure> figures, String alone, Map<String, Object> details) {
        return new Finding(figures, alone, "", details);
    }

    public static Finding skipped(String why) {
        return new Finding(List.of(), "", why, Map.of());
    }

    /** Something that should have worked did not. */
    public static Finding broken(String why) {
        String sentence = why.lines().findFirst().orElse(why);
        return new Finding(
                List.of(new Figure("measured", 0, "", Bound.atLeast(1))), "", sentence, Map.of("whole", why));
    }

    /** This finding with one more detail. */
    public Finding with(String detail, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(detail, value);
        return new Finding(figures, alone, remark, more);
    }

    /** {@code met}, {@code missed}, {@code told} where nothing is judged, or {@code skipped}. */
    public String verdict() {
        if (figures.isEmpty()) {
            return "skipped";
        }
        if (figures.stream().allMatch(figure -> figure.bound().sense() == Bound.Sense.NONE)) {
            return "told";
        }
        return figures.stream().allMatch(Figure::isGood) ? "met" : "missed";
    }
}
