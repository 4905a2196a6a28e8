package org.multiwanbond.api.exporter;

import java.util.Map;

/**
 * One value of one metric at one time. Thread-safe: immutable.
 *
 * @param name metric name in base units, such as {@code mwb_path_received_bytes_total}
 * @param labels label names and values
 * @param value the value
 * @param epochMs when it was read, in ms since 1970
 */
public record Sample(String name, Map<String, String> labels, double value, long epochMs) {
    public Sample {
        labels = Map.copyOf(labels);
    }
}
