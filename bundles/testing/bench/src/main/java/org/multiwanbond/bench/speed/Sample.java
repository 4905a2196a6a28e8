package org.multiwanbond.bench.speed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.multiwanbond.bench.parts.Figure;

/**
 * What was measured of a tunnel at one time, by names. Thread-safe: immutable.
 *
 * @param values in the order in which people want them
 */
record Sample(Map<String, Double> values) {
    /** Goodput. */
    static final String MBPS = "Mbit/s";

    /** Of both processes of the tunnel, by 10^9 octets of goodput. */
    static final String CPU_PER_GB = "CPU s/GB";

    /** Of one process, by the goodput: percent of a core for each 100 Mbit/s. */
    static final String CLIENT_PERCENT = "client % per 100 Mbit/s";

    static final String SERVER_PERCENT = "server % per 100 Mbit/s";

    Sample {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Sample of(String name, double value) {
        return new Sample(Map.of(name, value));
    }

    Sample with(String name, double value) {
        Map<String, Double> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Sample(more);
    }

    /** NaN for what was not measured. */
    double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + Figure.text(value.getValue()))
                .collect(Collectors.joining(", "));
    }
}
