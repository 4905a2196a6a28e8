package org.multiwanbond.engine.handshake;

import java.util.List;

/**
 * One HS_INIT that was sent. Thread-safe: immutable.
 *
 * @param noise what is needed to read its answer
 * @param link where it went
 * @param suites what it offered
 * @param sentNs when
 */
record Attempt(
        org.multiwanbond.wire.handshake.Initiator noise, HandshakeLink link, List<Integer> suites, long sentNs) {}
