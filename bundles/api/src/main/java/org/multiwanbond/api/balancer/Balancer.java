package org.multiwanbond.api.balancer;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathTable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses the paths for runs of packets of one session and direction. Confined to the session's send thread. Asked once
 * per run, never per packet, and again for the rest if it placed only a part.
 */
@HotPath
@ConsumerType
@FunctionalInterface
public interface Balancer {
    /** The answer "no path now": the run stays queued and is asked about again. */
    long WAIT = 0;

    /**
     * Places the first packets of a run.
     *
     * @return a {@link Placement} on usable paths with 1 to {@code run.packets()} packets, or {@link #WAIT}
     */
    long place(PathTable paths, Run run);

    /**
     * Whether the peer is to restore the order of each flow, and to wait for what is missing. Asked once, when the balancer
     * is taken into use.
     */
    default boolean keepsOrder() {
        return true;
    }
}
