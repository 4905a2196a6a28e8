package org.multiwanbond.api.status;

/**
 * A load-balancing mode that is installed. Thread-safe: immutable.
 *
 * @param mode its name
 * @param ranking its service ranking
 * @param active whether sessions use it now
 * @param bundle symbolic name of the bundle it comes from
 */
public record ModeStatus(String mode, int ranking, boolean active, String bundle) {}
