package org.multiwanbond.api.path;

import org.multiwanbond.api.HotPath;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The paths of one session as its balancer sees them at one moment. Confined to the session's send thread; valid only
 * during the call it is passed to. Paths are named by their path id, 0 to 15.
 *
 * <p>The <em>usable</em> paths are those a balancer may choose: ACTIVE ones, or STANDBY ones when none is ACTIVE. A
 * SUSPECT path is never among them.
 */
@HotPath
@ProviderType
public interface PathTable {
    /** Most paths of a session; path ids are below it. */
    int LIMIT = 16;

    /** Number of usable paths, 0 to {@link #LIMIT}. */
    int usableCount();

    /** Path id of the usable path at {@code position}, 0 to {@link #usableCount()} − 1, in ascending order of ids. */
    int usable(int position);

    /** The current time, in ns of a monotonic clock. */
    long nowNs();

    /** Weight of the path, at least 1: as configured, else its rate in Mbit/s, else 1. */
    int weight(int path);

    /** Rate at which the path may be filled, in bit/s: measured or capped; 0 while unknown. */
    long rateBitsPerSecond(int path);

    /** One-way delay towards the peer without our own queue, in ns, up to a constant equal for all paths; 0 unknown. */
    long oneWayDelayNs(int path);

    /** Time the octets already given to this path need to leave, in ns. */
    long backlogNs(int path);

    /**
     * Whether the path takes packets now: what it was given and has not left is below its bound, and so is what is in
     * flight. Packets placed on a path without room are kept by the engine until it has room, and other flows go on.
     */
    boolean hasRoom(int path);

    /** Time packets of this path wait in a queue of the link, beyond the least seen lately, in ns; 0 unknown. */
    long queueDelayNs(int path);

    /** How long the packet that waits longest for any path has waited, in ns; 0 if none waits. */
    long waitNs();

    /** Share of packets lost on this path over about a thousand, 0 to 100: what a path is to be judged by. */
    double lossPercent(int path);

    /** Share of packets lost on this path lately, over about 256, 0 to 100. Bursts make it high now and then. */
    double recentLossPercent(int path);

    /** Octets given to this path during the last second, as a moving average. */
    long recentBytes(int path);

    /** Priority of the link: 0 primary, 1 secondary, 2 backup. */
    int priority(int path);
}
