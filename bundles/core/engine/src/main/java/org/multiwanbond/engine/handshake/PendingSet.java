package org.multiwanbond.engine.handshake;

/**
 * Keys that wait for their first packet, and the answer that offered them. Thread-safe if its array is left alone.
 *
 * @param opening what they are for
 * @param keys the keys
 * @param answer the HS_RESP
 * @param fresh whether the timestamp was greater than all before
 * @param sinceNs when they were made
 */
record PendingSet(Opening opening, EstablishedKeys keys, byte[] answer, boolean fresh, long sinceNs) {}
