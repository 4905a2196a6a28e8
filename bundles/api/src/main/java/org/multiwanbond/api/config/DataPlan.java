package org.multiwanbond.api.config;

/**
 * How many octets a link may carry in a day or month of the host's calendar. Thread-safe: immutable.
 *
 * @param quotaBytes sent and received together, headers of IP included; at least 1
 * @param period what it is counted in
 * @param resetDay day of the month, 1 to 28, a month of the plan begins with; unused by the day
 * @param action what follows when it is used up
 */
public record DataPlan(long quotaBytes, Period period, int resetDay, Action action) {
    public DataPlan {
        if (quotaBytes < 1 || resetDay < 1 || resetDay > 28) {
            throw new IllegalArgumentException("quotaBytes=" + quotaBytes + " resetDay=" + resetDay);
        }
    }

    /** A calendar period. */
    public enum Period {
        DAY,
        MONTH
    }

    /** What follows when a plan is used up. */
    public enum Action {
        /** The link carries data only while no other can, until the period ends. */
        STANDBY,
        /** A warning, no more. */
        WARN
    }
}
