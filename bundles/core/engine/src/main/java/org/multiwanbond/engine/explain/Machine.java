package org.multiwanbond.engine.explain;

import java.util.Map;

/**
 * What the bond took of its machine while it was watched. Thread-safe: immutable.
 *
 * @param processors cores the process may use
 * @param processCores cores the process used, such as 1.4
 * @param threadCores share of a core each data thread used, by its name
 * @param collectionRatio share of the time the garbage collector took, 0 to 1
 * @param socketDrops datagrams the kernel dropped meanwhile because a socket's buffer was full
 * @param tunnelDrops packets dropped meanwhile between host and tunnel device
 * @param receiveLimitBytes what {@code net.core.rmem_max} allows; 0 unknown
 */
public record Machine(
        int processors,
        double processCores,
        Map<String, Double> threadCores,
        double collectionRatio,
        long socketDrops,
        long tunnelDrops,
        long receiveLimitBytes) {
    /** A machine with nothing to do. */
    public static final Machine IDLE = new Machine(1, 0, Map.of(), 0, 0, 0, 0);

    public Machine {
        threadCores = Map.copyOf(threadCores);
    }
}
