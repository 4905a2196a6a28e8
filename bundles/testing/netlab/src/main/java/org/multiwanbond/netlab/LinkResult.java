package org.multiwanbond.netlab;

/**
 * What a link carried alone. Thread-safe: immutable.
 *
 * @param id its id
 * @param rawMbit its rate as emulated
 * @param mbps goodput of one TCP connection through the tunnel
 */
record LinkResult(String id, int rawMbit, double mbps) {}
