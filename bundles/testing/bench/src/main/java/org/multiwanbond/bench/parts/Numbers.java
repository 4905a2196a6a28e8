package org.multiwanbond.bench.parts;

import java.util.Collection;
import java.util.List;

/** Statistics of a few measured values. Stateless. */
public final class Numbers {
    private Numbers() {}

    /** The value that a share of all does not exceed; NaN of none. */
    public static double quantile(Collection<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        int at = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, at));
    }

    public static double median(Collection<Double> values) {
        return quantile(values, 0.5);
    }

    public static double least(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    /** NaN if one is NaN. */
    public static double most(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    public static double sum(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
