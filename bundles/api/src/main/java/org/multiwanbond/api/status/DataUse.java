package org.multiwanbond.api.status;

import java.time.LocalDate;

/**
 * What a link used of its data plan. Thread-safe: immutable.
 *
 * @param usedBytes octets sent and received in the present period, headers of IP included
 * @param resets the day the next period begins with, in the host's time zone
 */
public record DataUse(long usedBytes, LocalDate resets) {}
