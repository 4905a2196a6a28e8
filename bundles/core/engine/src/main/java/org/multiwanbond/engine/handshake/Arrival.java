package org.multiwanbond.engine.handshake;

import org.multiwanbond.api.net.Endpoint;

/**
 * Where and when an HS_INIT came. Thread-safe: immutable.
 *
 * @param socket socket it came by, and its answer leaves by
 * @param from source address
 * @param nowNs monotonic time
 * @param epochMs wall clock time
 */
record Arrival(int socket, Endpoint from, long nowNs, long epochMs) {}
