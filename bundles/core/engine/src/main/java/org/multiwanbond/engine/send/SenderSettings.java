package org.multiwanbond.engine.send;

/**
 * What a session's send side has to know of the peer. Thread-safe: immutable.
 *
 * @param localSessionId id the peer's packets carry
 * @param remoteSessionId id our packets carry
 * @param initiator whether we opened the session, and so assign path ids and re-key
 * @param peer id of the peer, for messages
 */
public record SenderSettings(int localSessionId, int remoteSessionId, boolean initiator, String peer) {}
