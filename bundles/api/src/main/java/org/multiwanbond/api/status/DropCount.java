package org.multiwanbond.api.status;

/**
 * How many packets were dropped for one reason. Thread-safe: immutable.
 *
 * @param reason the name of the counter, such as {@code replay}
 * @param packets since start
 */
public record DropCount(String reason, long packets) {}
