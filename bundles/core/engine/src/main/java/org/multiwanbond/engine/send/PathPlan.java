package org.multiwanbond.engine.send;

/**
 * A path to be added. Thread-safe: immutable.
 *
 * @param pathId 0 to 15
 * @param wan id of the link
 * @param weight as configured, 0 for automatic
 * @param priority 0 primary, 1 secondary, 2 backup
 * @param socket to send by
 * @param capBitPerS what we may send on it at most, 0 for no limit
 * @param peerCapBitPerS what the peer may send to us on it at most, 0 for no limit
 */
public record PathPlan(
        int pathId, String wan, int weight, int priority, int socket, long capBitPerS, long peerCapBitPerS) {
    /** Priority of a path that carries data only when no other can. */
    public static final int BACKUP = 2;
}
